import asyncio


async def deepest(future):
    try:
        await future
    except asyncio.CancelledError:
        print("deepest")
        raise


async def middle(future):
    try:
        await deepest(future)
    finally:
        print("middle")


async def top(future):
    try:
        await middle(future)
    except asyncio.CancelledError:
        print("top turns it into an error")
        raise RuntimeError("cancelled below") from None


async def awaits_task(task):
    await task


async def main():
    future = asyncio.get_running_loop().create_future()
    task = asyncio.create_task(top(future))
    await asyncio.sleep(0)
    task.cancel()
    try:
        await task
    except RuntimeError as error:
        print(error, error.__cause__, error.__suppress_context__)
    print(future.cancelled())

    # Cancelling a task cancels the task that it awaits.
    inner = asyncio.create_task(asyncio.sleep(5))
    outer = asyncio.create_task(awaits_task(inner))
    await asyncio.sleep(0)
    outer.cancel()
    await asyncio.wait([outer])
    print(inner.cancelled(), outer.cancelled())


asyncio.run(main())
