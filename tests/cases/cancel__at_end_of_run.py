import asyncio


async def background(name, swallow=False):
    try:
        await asyncio.sleep(100)
    except asyncio.CancelledError:
        print(name, "cancelled at the end")
        if not swallow:
            raise
    finally:
        await asyncio.sleep(0)
        print(name, "finally")


async def main():
    task = asyncio.create_task(background("left behind"))
    await asyncio.sleep(0)
    print("main returns", task.done())
    return "result"


print(asyncio.run(main()))


async def interrupted():
    asyncio.create_task(background("swallows", swallow=True))
    await asyncio.sleep(0.1)
    raise LookupError("main fails")


try:
    asyncio.run(interrupted())
except LookupError as error:
    print("run raised", error)
