import asyncio


async def grab(name, first, second):
    async with first:
        print(name, "has first")
        await asyncio.sleep(0.1)
        async with second:
            print(name, "has both")


async def main():
    a, b = asyncio.Lock(), asyncio.Lock()
    try:
        async with asyncio.timeout(1) as cm:
            await asyncio.gather(grab("left", a, b), grab("right", b, a))
    except TimeoutError:
        print("deadlock!", cm.expired(), a.locked(), b.locked())
    await asyncio.sleep(0)
    print(a, b)
    await asyncio.gather(grab("left", a, b), grab("right", a, b))
    sem = asyncio.BoundedSemaphore(1)
    async with sem:
        print(sem, sem.locked())
    try:
        sem.release()
    except ValueError as e:
        print(e)
    try:
        a.release()
    except RuntimeError as e:
        print(e)


asyncio.run(main())
