import asyncio


async def party(barrier, name):
    try:
        async with barrier as position:
            return name, position
    except asyncio.BrokenBarrierError as e:
        return name, repr(e)


async def main():
    barrier = asyncio.Barrier(3)
    print(barrier, barrier.parties, barrier.n_waiting, barrier.broken)
    print(sorted(await asyncio.gather(*(party(barrier, n) for n in "abc"))))
    t = asyncio.create_task(party(barrier, "x"))
    await asyncio.sleep(0)
    print(barrier.n_waiting)
    await barrier.abort()
    print(await t, barrier.broken)
    await barrier.reset()
    print(barrier.broken, barrier)
    try:
        asyncio.Barrier(0)
    except ValueError as e:
        print(e)


asyncio.run(main())
