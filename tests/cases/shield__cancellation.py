import asyncio


async def precious():
    print("precious starts")
    await asyncio.sleep(1)
    print("precious ends")
    return "treasure"


async def guard(task):
    try:
        return await asyncio.shield(task)
    except asyncio.CancelledError:
        print("guard cancelled, task done:", task.done())
        raise


async def main():
    task = asyncio.create_task(precious())
    watcher = asyncio.create_task(guard(task))
    await asyncio.sleep(0.5)
    watcher.cancel()
    try:
        await watcher
    except asyncio.CancelledError:
        print("main sees the cancellation")
    print(await task)
    try:
        await asyncio.wait_for(asyncio.shield(asyncio.sleep(1, "late")), 0.1)
    except TimeoutError:
        print("timeout, though shielded")


asyncio.run(main())
