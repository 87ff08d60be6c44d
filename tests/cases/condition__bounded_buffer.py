import asyncio
from collections import deque


class Buffer:
    def __init__(self, size):
        self.items, self.size = deque(), size
        self.lock = asyncio.Lock()
        self.not_empty, self.not_full = asyncio.Condition(self.lock), asyncio.Condition(self.lock)

    async def put(self, item):
        async with self.not_full:
            await self.not_full.wait_for(lambda: len(self.items) < self.size)
            self.items.append(item)
            print("put", item, list(self.items))
            self.not_empty.notify()

    async def get(self):
        async with self.not_empty:
            while not self.items:
                print("empty, waiting")
                await self.not_empty.wait()
            item = self.items.popleft()
            self.not_full.notify()
            return item


async def main():
    b = Buffer(2)

    async def producer():
        for i in range(5):
            await b.put(i)

    async def consumer():
        for _ in range(5):
            print("got", await b.get())
            await asyncio.sleep(0.1)
    await asyncio.gather(consumer(), producer())
    try:
        b.not_empty.notify()
    except RuntimeError as e:
        print(e)
    try:
        await b.not_empty.wait()
    except RuntimeError as e:
        print(e)
    print(b.not_empty)


asyncio.run(main())
