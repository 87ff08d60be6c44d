import asyncio
import random
import sys
import time


async def fetch(n):
    await asyncio.sleep(random.uniform(0.5, 1.5))
    return n * 10


async def store(n, value):
    await asyncio.sleep(random.random())
    return f"{n}:{value}"


async def chain(n):
    return await store(n, await fetch(n))


async def main(numbers):
    for done in asyncio.as_completed([chain(n) for n in numbers]):
        print(await done, f"{time.perf_counter():.3f}")


if __name__ == "__main__":
    print(len(sys.argv), sys.argv[0], sys.argv[1:])
    asyncio.run(main([int(a) for a in sys.argv[1:]] or [1]))
