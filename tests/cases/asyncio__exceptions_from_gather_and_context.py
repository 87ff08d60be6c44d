import asyncio


async def outer():
    try:
        await inner()
    except KeyError as e:
        raise RuntimeError("outer failed") from e


async def inner():
    await asyncio.sleep(0.01)
    {}["missing"]


async def main():
    for result in await asyncio.gather(outer(), inner(), return_exceptions=True):
        print(repr(result), repr(result.__cause__), repr(result.__context__))
    try:
        await asyncio.gather(outer(), asyncio.sleep(5))
    except RuntimeError as e:
        print(e, "<-", repr(e.__cause__))
    try:
        try:
            await outer()
        finally:
            await asyncio.sleep(0)
            print("finally can await")
    except RuntimeError:
        print("and it goes on")
    try:
        try:
            raise ValueError("first")
        except ValueError:
            await inner()
    except KeyError as e:
        print(repr(e.__context__))


asyncio.run(main())
