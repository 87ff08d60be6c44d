import asyncio


async def child(name):
    try:
        await asyncio.sleep(10)
    finally:
        print("leaving", name)


async def nursery():
    async with asyncio.TaskGroup() as group:
        for name in "abc":
            group.create_task(child(name))
    print("not reached")


async def main():
    task = asyncio.create_task(nursery())
    await asyncio.sleep(1)
    task.cancel("closing time")
    try:
        await task
    except asyncio.CancelledError as error:
        print("cancelled", error.args)
    print(task.cancelled(), task.cancelling())


asyncio.run(main())
