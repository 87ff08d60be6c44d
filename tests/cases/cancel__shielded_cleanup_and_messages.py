import asyncio


async def cleanup():
    print("cleaning")
    await asyncio.sleep(0.2)
    print("clean")


async def worker():
    try:
        await asyncio.sleep(10)
    except asyncio.CancelledError as e:
        print("cancelled with", e.args, str(e))
        await asyncio.shield(cleanup())
        raise


async def stubborn():
    for i in range(3):
        try:
            await asyncio.sleep(10)
        except asyncio.CancelledError:
            print("ignoring", i, asyncio.current_task().cancelling())
            asyncio.current_task().uncancel()
    return "finally done"


async def main():
    t = asyncio.create_task(worker())
    await asyncio.sleep(0)
    print(t.cancel("please stop"), t.cancelling())
    try:
        await t
    except asyncio.CancelledError as e:
        print("main saw", e.args)
    print(t.cancelled(), t.cancel(), t)
    try:
        t.result()
    except asyncio.CancelledError as e:
        print("result", e.args)
    try:
        t.exception()
    except asyncio.CancelledError:
        print("exception too")
    s = asyncio.create_task(stubborn())
    for _ in range(3):
        await asyncio.sleep(0.01)
        s.cancel()
    print(await s, s.cancelled())
    n = asyncio.create_task(asyncio.sleep(1))
    n.cancel()
    try:
        await n
    except asyncio.CancelledError:
        print("before start")
    inner = asyncio.create_task(asyncio.sleep(0.1, "value"))
    outer = asyncio.shield(inner)
    outer.cancel()
    await asyncio.sleep(0.2)
    print(inner.result(), outer.cancelled(), outer)


asyncio.run(main())
