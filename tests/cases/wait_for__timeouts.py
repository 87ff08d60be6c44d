import asyncio


async def job(seconds, value):
    try:
        await asyncio.sleep(seconds)
        return value
    except asyncio.CancelledError:
        print("job cancelled:", value)
        raise


async def stubborn():
    try:
        await asyncio.sleep(1)
    except asyncio.CancelledError:
        print("cleaning up")
        await asyncio.sleep(1)
        raise


async def main():
    loop = asyncio.get_running_loop()
    print(await asyncio.wait_for(job(0.5, "fast"), timeout=1))
    try:
        await asyncio.wait_for(job(2, "slow"), timeout=1)
    except asyncio.TimeoutError as error:
        print("timeout", repr(error), type(error) is TimeoutError)
    print(await asyncio.wait_for(job(3, "patient"), timeout=None))
    start = loop.time()
    try:
        await asyncio.wait_for(stubborn(), 0.5)
    except TimeoutError:
        print(f"after {loop.time() - start:.1f}")
    try:
        await asyncio.wait_for(job(1, "no time at all"), 0)
    except TimeoutError:
        print("no time")


asyncio.run(main())
