import asyncio


async def slow():
    try:
        await asyncio.sleep(10)
    except asyncio.CancelledError:
        print("slow was cancelled")
        raise


async def main():
    loop = asyncio.get_running_loop()
    try:
        async with asyncio.timeout(1):
            await slow()
    except TimeoutError as error:
        print("timed out", repr(error), f"{loop.time():.1f}")
    async with asyncio.timeout(1) as scope:
        await asyncio.sleep(0.5)
        scope.reschedule(loop.time() + 2)
        await asyncio.sleep(1.5)
    print("in time", scope.expired())
    async with asyncio.timeout(None) as scope:
        print(scope.when())
    try:
        async with asyncio.timeout_at(loop.time() + 0.2) as outer:
            try:
                async with asyncio.timeout(5) as inner:
                    await slow()
            except TimeoutError:
                print("not the inner one")
    except TimeoutError:
        print("the outer one", outer.expired(), inner.expired())


asyncio.run(main())
