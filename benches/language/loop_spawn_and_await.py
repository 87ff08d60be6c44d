"""100,000 tasks, one after the other."""
import asyncio
import time


async def work(n):
    return n


async def main():
    total = 0
    for n in range(100_000):
        total += await asyncio.create_task(work(n))
    assert total == 4_999_950_000


start = time.perf_counter()
asyncio.run(main())
print("seconds:", time.perf_counter() - start)
