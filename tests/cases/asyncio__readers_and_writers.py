"""Many readers at once, one writer alone, and a waiting writer goes before new readers."""
import asyncio
from contextlib import asynccontextmanager


class ReadWriteLock:
    def __init__(self):
        self.readers = 0
        self.waiting_writers = 0
        self.writing = False
        self.changed = asyncio.Condition()

    @asynccontextmanager
    async def reading(self):
        async with self.changed:
            await self.changed.wait_for(lambda: not self.writing and not self.waiting_writers)
            self.readers += 1
        try:
            yield self.readers
        finally:
            async with self.changed:
                self.readers -= 1
                self.changed.notify_all()

    @asynccontextmanager
    async def writing_alone(self):
        async with self.changed:
            self.waiting_writers += 1
            await self.changed.wait_for(lambda: not self.writing and not self.readers)
            self.waiting_writers -= 1
            self.writing = True
        try:
            yield
        finally:
            async with self.changed:
                self.writing = False
                self.changed.notify_all()


async def main():
    lock = ReadWriteLock()
    page = ["first"]
    start = asyncio.get_running_loop().time()

    def tell(text):
        print(f"{asyncio.get_running_loop().time() - start:4.1f} {text}")

    async def read(name, delay, length):
        await asyncio.sleep(delay)
        async with lock.reading() as count:
            tell(f"{name} reads {page[-1]!r}, {count} at once")
            await asyncio.sleep(length)

    async def write(text, delay):
        await asyncio.sleep(delay)
        async with lock.writing_alone():
            tell(f"writing {text!r}")
            await asyncio.sleep(1)
            page.append(text)

    await asyncio.gather(
        read("A", 0, 1), read("B", 0.5, 1), write("second", 0.7), read("C", 0.9, 1), read("D", 1, 2), write("third", 3)
    )
    print(page, lock.readers, lock.writing)


asyncio.run(main())
