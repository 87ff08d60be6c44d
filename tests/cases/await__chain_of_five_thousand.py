"""Coroutines that await each other, thousands deep."""
import asyncio
import sys


async def descend(depth):
    if depth == 0:
        await asyncio.sleep(0)
        return 0
    return 1 + await descend(depth - 1)


async def bottom(depth):
    if depth == 0:
        raise LookupError("the bottom")
    await bottom(depth - 1)


async def main():
    print(await descend(5000))
    print(await asyncio.gather(*(descend(1000) for _ in range(3))))
    try:
        await bottom(4000)
    except LookupError as error:
        depth = 0
        traceback = error.__traceback__
        while traceback:
            depth, traceback = depth + 1, traceback.tb_next
        print(error, depth)


sys.setrecursionlimit(20_000)
asyncio.run(main())
