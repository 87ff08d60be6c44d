"""100,000 items through a queue of 100."""
import asyncio
import time


async def produce(queue):
    for n in range(100_000):
        await queue.put(n)
    await queue.put(None)


async def consume(queue):
    total = 0
    while (item := await queue.get()) is not None:
        total += item
    return total


async def main():
    queue = asyncio.Queue(100)
    producer = asyncio.create_task(produce(queue))
    assert await consume(queue) == 4_999_950_000
    await producer


start = time.perf_counter()
asyncio.run(main())
print("seconds:", time.perf_counter() - start)
