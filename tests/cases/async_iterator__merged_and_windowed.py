"""Combining asynchronous iterators: merged as values come, zipped, in windows of time, with a limit."""
import asyncio
from contextlib import aclosing


async def ticker(name, interval, count):
    try:
        for n in range(count):
            await asyncio.sleep(interval)
            yield f"{name}{n}"
    finally:
        print(f"({name} closed)")


async def merge(*sources):
    queue = asyncio.Queue()
    end = object()

    async def drain(source):
        async for value in source:
            queue.put_nowait(value)
        queue.put_nowait(end)

    async with asyncio.TaskGroup() as group:
        tasks = [group.create_task(drain(source)) for source in sources]
        while tasks:
            if (value := await queue.get()) is end:
                tasks.pop()
            else:
                yield value


async def azip(*sources):
    iterators = [aiter(source) for source in sources]
    while True:
        try:
            yield tuple([await anext(iterator) for iterator in iterators])
        except StopAsyncIteration:
            for iterator in iterators:
                await iterator.aclose()
            return


async def windows(source, seconds):
    loop = asyncio.get_running_loop()
    window, until = [], loop.time() + seconds
    async for value in source:
        while loop.time() > until:
            yield window
            window, until = [], until + seconds
        window.append(value)
    yield window


async def take(source, count):
    async with aclosing(source):
        async for value in source:
            yield value
            count -= 1
            if not count:
                return


async def main():
    print([value async for value in merge(ticker("a", 1, 3), ticker("b", 0.7, 4))])
    print([pair async for pair in azip(ticker("c", 1, 2), ticker("d", 0.1, 3))])
    print([window async for window in windows(ticker("e", 0.4, 7), 1.1)])
    print([value async for value in take(ticker("f", 1, 100), 2)])
    print({key: value async for key, value in azip(ticker("g", 1, 2), ticker("h", 1, 2))})


asyncio.run(main())
