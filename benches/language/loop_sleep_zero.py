"""200,000 times `await sleep(0)` in one task."""
import asyncio
import time


async def main():
    for _ in range(200_000):
        await asyncio.sleep(0)


start = time.perf_counter()
asyncio.run(main())
print("seconds:", time.perf_counter() - start)
