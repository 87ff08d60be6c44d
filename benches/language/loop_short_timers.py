"""20,000 timers of up to 50 ms, in 200 tasks."""
import asyncio
import time


async def nap(n):
    for i in range(100):
        await asyncio.sleep((n * 7 + i * 13) % 50 / 100_000)


async def main():
    await asyncio.gather(*[nap(n) for n in range(200)])


start = time.perf_counter()
asyncio.run(main())
print("seconds:", time.perf_counter() - start)
