import asyncio


async def steady(name):
    try:
        await asyncio.sleep(5)
        print("not reached")
    except asyncio.CancelledError:
        print(name, "is cancelled")
        raise


async def failing(delay, error):
    await asyncio.sleep(delay)
    raise error


async def main():
    try:
        async with asyncio.TaskGroup() as group:
            group.create_task(steady("one"))
            group.create_task(failing(0.5, ValueError("first")))
            group.create_task(failing(0.5, TypeError("second")))
            group.create_task(steady("two"))
            await asyncio.sleep(10)
    except ExceptionGroup as group:
        print(group)
        print([repr(e) for e in group.exceptions])

    try:
        async with asyncio.TaskGroup() as group:
            task = group.create_task(steady("three"))
            await asyncio.sleep(0)
            raise KeyError("in the body")
    except* KeyError as group:
        print("except*", group.exceptions, task.cancelled())


asyncio.run(main())
