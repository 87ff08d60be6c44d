"""A deadline that is put off by every sign of life, seen through `when`, `expired` and `reschedule`."""
import asyncio


async def watched(beats, patience):
    loop = asyncio.get_running_loop()
    start = loop.time()
    try:
        async with asyncio.timeout(patience) as deadline:
            for pause in beats:
                await asyncio.sleep(pause)
                deadline.reschedule(loop.time() + patience)
                print(f"  beat at {loop.time() - start:.1f}, until {deadline.when() - start:.1f}")
            deadline.reschedule(None)
            await asyncio.sleep(10)
    except TimeoutError:
        print(f"  silence at {loop.time() - start:.1f}: {deadline.expired()}")
    else:
        print(f"  done at {loop.time() - start:.1f}: {deadline.expired()} {deadline.when()}")
    try:
        deadline.reschedule(1)
    except RuntimeError as error:
        print(" ", error)


async def main():
    print("regular")
    await watched([1, 1.5, 0.5], 2)
    print("with a gap")
    await watched([1, 3, 1], 2)
    print("two deadlines")
    try:
        async with asyncio.timeout(1) as outer:
            try:
                async with asyncio.timeout(5) as inner:
                    await asyncio.sleep(8)
            finally:
                print(" ", outer.expired(), inner.expired())
    except TimeoutError as error:
        print(" ", repr(error), repr(error.__cause__))
    print("past")
    async with asyncio.timeout_at(asyncio.get_running_loop().time() - 1):
        print("  the body runs until it waits")
        try:
            await asyncio.sleep(0)
            await asyncio.sleep(0)
        except asyncio.CancelledError:
            print("  cancelled")
            raise


try:
    asyncio.run(main())
except TimeoutError:
    print("and it is a TimeoutError outside")
