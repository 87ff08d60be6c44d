"""100 tasks that enter a semaphore of 10 500 times each."""
import asyncio
import time


async def work(semaphore):
    for _ in range(500):
        async with semaphore:
            await asyncio.sleep(0)


async def main():
    semaphore = asyncio.Semaphore(10)
    await asyncio.gather(*[work(semaphore) for _ in range(100)])


start = time.perf_counter()
asyncio.run(main())
print("seconds:", time.perf_counter() - start)
