import asyncio


class Pages:
    """Pages of numbers, fetched one after the other."""

    def __init__(self, last):
        self.page = 0
        self.last = last

    def __aiter__(self):
        return self

    async def __anext__(self):
        if self.page >= self.last:
            raise StopAsyncIteration
        self.page += 1
        await asyncio.sleep(0.05)
        return list(range(self.page * 3 - 3, self.page * 3))


async def main():
    async for page in Pages(3):
        if page[0] == 3:
            continue
        print(page)
    print([n async for page in Pages(2) for n in page])
    async for page in Pages(9):
        if page[-1] > 5:
            print("break at", page)
            break
    else:
        print("not reached")


asyncio.run(main())
