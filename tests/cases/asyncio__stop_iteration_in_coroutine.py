import asyncio


async def stops():
    raise StopIteration("oops")


async def stops_async():
    raise StopAsyncIteration("async oops")


async def gen_stops():
    yield 1
    raise StopAsyncIteration


async def main():
    for f in (stops, stops_async):
        try:
            await f()
        except Exception as e:
            print(type(e).__name__, e, repr(e.__cause__))
    try:
        async for x in gen_stops():
            print(x)
    except RuntimeError as e:
        print(e)
    t = asyncio.create_task(stops())
    try:
        await t
    except RuntimeError as e:
        print("task", e)


asyncio.run(main())
