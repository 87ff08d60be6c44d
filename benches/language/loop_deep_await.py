"""A chain of awaits 1,000 deep, 100 times."""
import asyncio
import sys
import time

sys.setrecursionlimit(5000)


async def down(n):
    if n == 0:
        await asyncio.sleep(0)
        return 0
    return 1 + await down(n - 1)


async def main():
    for _ in range(100):
        assert await down(1000) == 1000


start = time.perf_counter()
asyncio.run(main())
print("seconds:", time.perf_counter() - start)
