import asyncio


async def slow(name):
    try:
        await asyncio.sleep(10)
        return name
    except asyncio.CancelledError:
        print(name, "cancelled")
        raise
    finally:
        print(name, "finally")


async def stubborn():
    try:
        await asyncio.sleep(10)
    except asyncio.CancelledError:
        await asyncio.sleep(0.5)
        print("stubborn took its time")
        return "late result"


async def main():
    try:
        await asyncio.wait_for(slow("a"), timeout=0.1)
    except asyncio.TimeoutError as e:
        print("timeout", repr(e), type(e.__cause__).__name__)
    print(await asyncio.wait_for(stubborn(), 0.1))
    task = asyncio.create_task(slow("shielded"))
    try:
        await asyncio.wait_for(asyncio.shield(task), 0.1)
    except TimeoutError:
        print("still running", not task.done())
    task.cancel()
    await asyncio.gather(task, return_exceptions=True)
    outer = asyncio.create_task(asyncio.wait_for(slow("outer"), 5))
    await asyncio.sleep(0.1)
    outer.cancel()
    try:
        await outer
    except asyncio.CancelledError:
        print("outer cancelled")


asyncio.run(main())
