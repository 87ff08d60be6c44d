import asyncio


async def child(n):
    try:
        await asyncio.sleep(10)
    except asyncio.CancelledError:
        print("child", n, "cancelled")
        raise


async def parent():
    await asyncio.gather(child(1), child(2), child(3))


async def main():
    task = asyncio.create_task(parent())
    await asyncio.sleep(0.1)
    task.cancel()
    try:
        await task
    except asyncio.CancelledError:
        print("parent cancelled:", task.cancelled())

    one = asyncio.create_task(child(4))
    two = asyncio.create_task(asyncio.sleep(0.2, "two"))
    group = asyncio.gather(one, two, return_exceptions=True)
    await asyncio.sleep(0.05)
    one.cancel()
    results = await group
    print([type(r).__name__ for r in results], results[1])


asyncio.run(main())
