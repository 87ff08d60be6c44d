import asyncio


class Pager:
    def __init__(self, pages):
        self.pages, self.page = pages, 0

    def __aiter__(self):
        return self

    async def __anext__(self):
        if self.page >= self.pages:
            raise StopAsyncIteration
        self.page += 1
        await asyncio.sleep(0.01)
        return [f"item {self.page}.{i}" for i in range(2)]


class BadIter:
    def __aiter__(self):
        return self

    def __anext__(self):
        return 5


class NoNext:
    def __aiter__(self):
        return object()


async def main():
    async for page in Pager(2):
        for item in page:
            print(item)
    else:
        print("all pages read")
    p = Pager(1)
    print(await anext(p), await anext(p, "nothing left"))
    it = aiter(Pager(1))
    print(it.page, [x async for x in it], it.page)
    for bad in (BadIter(), NoNext(), 5):
        try:
            async for x in bad:
                pass
        except TypeError as e:
            print(e)
    try:
        aiter([])
    except TypeError as e:
        print(e)


asyncio.run(main())
