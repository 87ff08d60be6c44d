import asyncio


async def main():
    print(await asyncio.sleep(0.1, result="done"), await asyncio.sleep(0), await asyncio.sleep(-1, 3))
    for bad in ("x", None, [1]):
        try:
            await asyncio.sleep(bad)
        except TypeError as e:
            print(type(e).__name__, e)
    print(await asyncio.sleep(True, "bool is a number"))


asyncio.run(main())
