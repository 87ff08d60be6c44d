import asyncio
import time


def timeit(func):
    async def wrapper(*args):
        start = time.perf_counter()
        result = await func(*args)
        print(f"{func.__name__:<12}{time.perf_counter() - start:8.3f} s")
        return result
    return wrapper


@timeit
async def sequential(n):
    return [await job(i) for i in range(n)]


@timeit
async def gathered(n):
    return await asyncio.gather(*(job(i) for i in range(n)))


@timeit
async def limited(n):
    sem = asyncio.Semaphore(2)

    async def one(i):
        async with sem:
            return await job(i)
    return await asyncio.gather(*(one(i) for i in range(n)))


async def job(i):
    await asyncio.sleep(0.1)
    return i


async def main():
    assert await sequential(4) == await gathered(4) == await limited(4)


asyncio.run(main())
