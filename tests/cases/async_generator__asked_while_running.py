"""An async generator that waits in one step refuses all others, and is none the worse for it."""
import asyncio


async def source(log):
    try:
        for n in range(3):
            await asyncio.sleep(1)
            yield n
    finally:
        log.append("closed")


async def main():
    log = []
    numbers = source(log)
    step = asyncio.ensure_future(anext(numbers))
    await asyncio.sleep(0.5)
    print(numbers.ag_running, numbers.ag_frame is not None)
    for another in (anext(numbers), numbers.asend("x"), numbers.athrow(KeyError("k")), numbers.aclose()):
        try:
            await another
        except RuntimeError as error:
            print(error)
    print(await step, log, numbers.ag_running)
    print([n async for n in numbers], log, numbers.ag_frame)

    slow = source(log)
    results = await asyncio.gather(anext(slow), anext(slow), return_exceptions=True)
    print(results)
    step = asyncio.ensure_future(anext(slow))
    await asyncio.sleep(0.1)
    step.cancel()
    await asyncio.wait([step])
    print(step.cancelled(), log, await anext(slow, "over"))


asyncio.run(main())
