import asyncio
import random
import sys
import time


async def find(n: int) -> str:
    pause = random.randint(0, 10)
    print(f"find({n}) takes {pause} seconds.")
    await asyncio.sleep(pause)
    found = f"page {n}"
    print(f"find({n}) == {found!r}")
    return found


async def summarise(n: int, page: str) -> str:
    pause = random.randint(0, 10)
    print(f"summarise{n, page} takes {pause} seconds.")
    await asyncio.sleep(pause)
    summary = f"summary of {page}"
    print(f"summarise{n, page} == {summary!r}")
    return summary


async def chain(n: int) -> None:
    start = time.perf_counter()
    page = await find(n)
    summary = await summarise(n, page)
    took = time.perf_counter() - start
    print(f"=> {n}: {summary} (after {took:0.2f} seconds)")


async def main(*numbers):
    await asyncio.gather(*(chain(n) for n in numbers))


if __name__ == "__main__":
    random.seed(444)
    numbers = [1, 2, 3] if len(sys.argv) == 1 else map(int, sys.argv[1:])
    start = time.perf_counter()
    asyncio.run(main(*numbers))
    took = time.perf_counter() - start
    print(f"All chains ended after {took:0.2f} seconds.")
