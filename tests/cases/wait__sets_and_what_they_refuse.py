"""`wait` takes tasks and futures, in any iterable, leaves them alone, and refuses coroutines and nothing."""
import asyncio


async def after(delay, value):
    await asyncio.sleep(delay)
    if value is None:
        raise LookupError("nothing")
    return value


async def main():
    loop = asyncio.get_running_loop()
    future = loop.create_future()
    loop.call_later(0.5, future.set_result, "by hand")
    tasks = [loop.create_task(after(delay, value)) for delay, value in [(1, "one"), (2, None), (3, "three")]]
    done, pending = await asyncio.wait([future, *tasks], timeout=1.5)
    print(sorted(task.result() for task in done), len(pending))
    done, pending = await asyncio.wait(pending, return_when=asyncio.FIRST_EXCEPTION)
    print([repr(task.exception()) for task in done], [task in tasks for task in pending])
    done, pending = await asyncio.wait(iter([tasks[2], tasks[2], future]))
    print(len(done), len(pending))

    waits = loop.create_task(asyncio.wait([loop.create_task(after(1, "left alone"), name="kept")]))
    await asyncio.sleep(0)
    waits.cancel()
    await asyncio.wait([waits])
    kept = next(task for task in asyncio.all_tasks() if task.get_name() == "kept")
    print(waits.cancelled(), await kept)

    coroutine = after(1, 1)
    for arguments, options in [
        (([],), {}), ((coroutine,), {}), (([coroutine],), {}), ((tasks,), {"return_when": "ALL"})
    ]:
        try:
            await asyncio.wait(*arguments, **options)
        except (TypeError, ValueError) as error:
            print(type(error).__name__, error)
    coroutine.close()


asyncio.run(main())
