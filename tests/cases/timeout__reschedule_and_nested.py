import asyncio


async def work(seconds):
    await asyncio.sleep(seconds)
    return seconds


async def main():
    loop = asyncio.get_running_loop()
    async with asyncio.timeout(1) as cm:
        print(cm.when() is not None, cm.expired())
        cm.reschedule(loop.time() + 3)
        print(await work(2))
    print(cm.expired(), cm)
    try:
        async with asyncio.timeout(0.5) as outer:
            try:
                async with asyncio.timeout(10) as inner:
                    await work(1)
            finally:
                print("inner", inner.expired())
    except TimeoutError as e:
        print("outer", outer.expired(), repr(e), repr(e.__cause__))
    try:
        async with asyncio.timeout(10):
            async with asyncio.timeout(0.1):
                await work(1)
    except TimeoutError:
        print("inner timed out")
    async with asyncio.timeout(None) as never:
        await work(0.1)
    print(never.when(), repr(never))
    async with asyncio.timeout_at(loop.time() + 1):
        print("at")
    try:
        async with asyncio.timeout(-1):
            print("entered")
            await asyncio.sleep(0)
            print("not here")
    except TimeoutError:
        print("already over")
    try:
        async with asyncio.timeout(0.1):
            try:
                await work(1)
            except asyncio.CancelledError:
                raise KeyError("instead")
    except KeyError as e:
        print(repr(e), repr(e.__context__))
    try:
        cm.reschedule(1)
    except RuntimeError as e:
        print(e)
    try:
        await asyncio.wait_for(work(1), timeout=0)
    except asyncio.TimeoutError:
        print("zero")
    print(await asyncio.wait_for(work(0.1), None), asyncio.TimeoutError is TimeoutError)


asyncio.run(main())
