import asyncio


async def good():
    return 42


async def bad():
    raise RuntimeError("bad luck")


async def main():
    task = asyncio.create_task(good())
    for ask in (task.result, task.exception):
        try:
            ask()
        except asyncio.InvalidStateError as error:
            print(type(error).__name__, error)
    await task
    print(task.result(), task.exception(), task.done())

    task = asyncio.create_task(bad())
    try:
        await task
    except RuntimeError as error:
        print("awaited:", error, error is task.exception())
    try:
        task.result()
    except RuntimeError as error:
        print("asked:", error)

    task = asyncio.create_task(good())
    task.cancel()
    try:
        await task
    except asyncio.CancelledError:
        pass
    try:
        task.result()
    except asyncio.CancelledError as error:
        print("cancelled:", repr(error))


asyncio.run(main())
