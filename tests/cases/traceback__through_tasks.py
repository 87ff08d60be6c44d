import asyncio


async def fetch(n):
    await asyncio.sleep(0.1)
    if n == 2:
        raise ConnectionError(f"no answer from {n}")
    return n


async def collect():
    tasks = [asyncio.create_task(fetch(n)) for n in range(4)]
    return [await task for task in tasks]


async def main():
    try:
        await asyncio.gather(collect())
    except ConnectionError as error:
        raise RuntimeError("collection failed") from error


asyncio.run(main())
