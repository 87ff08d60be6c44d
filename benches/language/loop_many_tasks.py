"""10,000 tasks that switch 20 times each."""
import asyncio
import time


async def switch():
    for _ in range(20):
        await asyncio.sleep(0)


async def main():
    await asyncio.gather(*[switch() for _ in range(10_000)])


start = time.perf_counter()
asyncio.run(main())
print("seconds:", time.perf_counter() - start)
