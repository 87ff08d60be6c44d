"""100 tasks that take one lock 500 times each."""
import asyncio
import time


async def work(lock, counter):
    for _ in range(500):
        async with lock:
            counter[0] += 1
            await asyncio.sleep(0)


async def main():
    counter = [0]
    lock = asyncio.Lock()
    await asyncio.gather(*[work(lock, counter) for _ in range(100)])
    assert counter == [50_000]


start = time.perf_counter()
asyncio.run(main())
print("seconds:", time.perf_counter() - start)
