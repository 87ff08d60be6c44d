import asyncio


async def walker(barrier, name, pace):
    for leg in range(2):
        await asyncio.sleep(pace)
        print(name, "arrives at", leg)
        position = await barrier.wait()
        if position == 0:
            print("--- all at", leg)


async def main():
    barrier = asyncio.Barrier(3)
    print(barrier.parties, barrier.n_waiting, barrier.broken)
    await asyncio.gather(*(walker(barrier, n, p) for n, p in [("ann", 3), ("bob", 1), ("cid", 2)]))
    print(barrier.n_waiting)


asyncio.run(main())
