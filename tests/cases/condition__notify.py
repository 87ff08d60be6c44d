import asyncio


class Buffer:
    def __init__(self, size):
        self.items, self.size = [], size
        self.changed = asyncio.Condition()

    async def put(self, item):
        async with self.changed:
            await self.changed.wait_for(lambda: len(self.items) < self.size)
            self.items.append(item)
            print("put", item, self.items)
            self.changed.notify_all()

    async def get(self):
        async with self.changed:
            while not self.items:
                await self.changed.wait()
            item = self.items.pop(0)
            print("got", item, self.items)
            self.changed.notify_all()
            return item


async def main():
    buffer = Buffer(2)
    puts = [asyncio.create_task(buffer.put(n)) for n in range(5)]
    await asyncio.sleep(0.1)
    print(await asyncio.gather(*(buffer.get() for _ in range(5))))
    await asyncio.gather(*puts)
    condition = asyncio.Condition()
    try:
        condition.notify()
    except RuntimeError as error:
        print(error)


asyncio.run(main())
