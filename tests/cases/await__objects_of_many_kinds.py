"""Awaitable objects: around sleeps, futures, coroutines, each other."""
import asyncio
from collections.abc import Awaitable, Coroutine


class Delayed:
    def __init__(self, value, delay):
        self.value, self.delay = value, delay

    def __await__(self):
        yield from asyncio.sleep(self.delay).__await__()
        return self.value


class Connection:
    ready = False

    async def open(self):
        await asyncio.sleep(0.1)
        self.ready = True
        return self

    def __await__(self):
        return self.open().__await__()


class Reply:
    def __init__(self):
        self.future = asyncio.get_running_loop().create_future()

    def __await__(self):
        return self.future.__await__()


class Sum:
    def __init__(self, *parts):
        self.parts = parts

    def __await__(self):
        total = 0
        for part in self.parts:
            total += yield from part.__await__()
        return total


class Turn:
    def __await__(self):
        yield
        yield None
        return "two turns later"


async def main():
    print(await Delayed(5, 0.1), (await Connection()).ready, await Turn())
    reply = Reply()
    asyncio.get_running_loop().call_later(0.1, reply.future.set_result, 7)
    print(await reply, await Sum(Delayed(1, 0.1), Delayed(2, 0.1), reply))
    print(await asyncio.gather(Delayed("slow", 0.2), Delayed("fast", 0.1)))
    print(await asyncio.wait_for(Delayed("in time", 0.1), 1))
    task = asyncio.ensure_future(Delayed("wrapped", 0.1))
    print(task.get_coro().__name__, await task)
    try:
        await asyncio.wait_for(Delayed("late", 5), 0.1)
    except asyncio.TimeoutError:
        print("too late")
    delayed = Delayed(1, 1)
    print(isinstance(delayed, Awaitable), isinstance(delayed, Coroutine), asyncio.iscoroutine(delayed))


asyncio.run(main())
