import asyncio


async def counted():
    task = asyncio.current_task()
    try:
        await asyncio.sleep(5)
    except asyncio.CancelledError:
        print("requests:", task.cancelling())
        print("left:", task.uncancel(), task.uncancel())
    await asyncio.sleep(0.1)
    return "went on"


async def self_cancelling():
    asyncio.current_task().cancel()
    print("still running")
    await asyncio.sleep(0)
    print("not reached")


async def main():
    task = asyncio.create_task(counted())
    await asyncio.sleep(0)
    task.cancel()
    task.cancel()
    print(task.cancelling())
    print(await task, task.cancelling())
    task = asyncio.create_task(self_cancelling())
    try:
        await task
    except asyncio.CancelledError:
        print("cancelled itself")


asyncio.run(main())
