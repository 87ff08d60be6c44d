import asyncio


async def level3(n):
    await asyncio.sleep(0.01)
    data = {"items": [1, 2]}
    return data["items"][n]


async def level2(n):
    return await level3(n) + 1


async def level1():
    async with asyncio.timeout(1):
        return await asyncio.gather(level2(0), level2(5))


async def main():
    try:
        await level1()
    except IndexError as error:
        raise RuntimeError("level 1 failed") from error


asyncio.run(main())
