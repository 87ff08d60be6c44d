"""A coroutine that a statement's call returns may be kept elsewhere: it is run later, and nothing is told of it."""
import asyncio
from collections import deque
from types import coroutine


@coroutine
def switch():
    yield


class Kernel:
    def __init__(self):
        self.ready = deque()
        self.names = {}

    def spawn(self, work):
        self.ready.append(work)
        return work

    def run(self):
        while self.ready:
            work = self.ready.popleft()
            try:
                work.send(None)
            except StopIteration as stop:
                print("finished:", stop.value)
            else:
                self.ready.append(work)


async def count(name, number):
    for i in range(number):
        print(name, i)
        await switch()
    return name


kernel = Kernel()
kernel.spawn(count("a", 2))
kernel.spawn(count("b", 1))
kernel.names.setdefault("c", count("c", 1))
kernel.spawn(kernel.names["c"])
kernel.run()


async def main():
    kept = []

    def keep(work):
        kept.append(work)
        return work

    keep(asyncio.sleep(0, "slept"))
    keep(count("lost", 1))
    print(await kept[0])
    del kept[1]


asyncio.run(main())
