"""A loop that is left before its end: the generator is closed by a task of the loop's own."""
import asyncio


async def ticks(name):
    try:
        for i in range(10):
            yield i
            await asyncio.sleep(0.01)
    except GeneratorExit:
        print(name, "is told")
        raise
    finally:
        await asyncio.sleep(0.01)
        print(name, "is closed")


async def first_above(limit):
    async for i in ticks("returned from"):
        if i > limit:
            return i


async def fails():
    async for i in ticks("raised in"):
        raise LookupError(i)


async def main():
    print(await first_above(1))
    async for i in ticks("broken out of"):
        if i == 1:
            break
    print("after break", len(asyncio.all_tasks()))
    try:
        await fails()
    except LookupError as error:
        print(repr(error))
    async for i in ticks("exhausted"):
        pass
    print("still there:", len(asyncio.all_tasks()))
    await asyncio.sleep(0.1)
    async for i in ticks("cut off by the end"):
        return


asyncio.run(main())
print("end")
