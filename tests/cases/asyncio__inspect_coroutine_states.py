import asyncio
import inspect


async def sample():
    await asyncio.sleep(0.1)


async def main():
    coro = sample()
    print(inspect.getcoroutinestate(coro), coro.cr_running, coro.cr_frame is not None)
    task = asyncio.create_task(coro)
    await asyncio.sleep(0)
    print(inspect.getcoroutinestate(coro), task.get_coro() is coro)
    await task
    print(inspect.getcoroutinestate(coro), coro.cr_frame)
    print(inspect.iscoroutine(coro), inspect.isawaitable(task), inspect.isawaitable(5), inspect.iscoroutinefunction(sample),
          inspect.isasyncgenfunction(sample), inspect.isgeneratorfunction(sample))
    print(inspect.signature(sample), inspect.signature(lambda a, *b, c=1, **d: 0), inspect.getdoc(main))
    try:
        await coro
    except RuntimeError as e:
        print(e)


asyncio.run(main())
