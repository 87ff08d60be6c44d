"""The party of each round that comes last does the work for all, and `wait` tells the places."""
import asyncio


async def hiker(name, pace, barrier, log):
    for stage in (1, 2, 3):
        await asyncio.sleep(pace * stage)
        before = barrier.n_waiting
        place = await barrier.wait()
        log.append((stage, name, before, place))
        async with barrier as again:
            if again == 0:
                print(f"stage {stage}: {sorted(entry[1] for entry in log if entry[0] == stage)} are here")


async def main():
    log = []
    barrier = asyncio.Barrier(3)
    await asyncio.gather(*(hiker(name, pace, barrier, log) for name, pace in [("ant", 1), ("bee", 0.5), ("cat", 2)]))
    for entry in sorted(log):
        print(*entry)
    print(barrier.parties, barrier.n_waiting, barrier.broken)
    try:
        asyncio.Barrier(0)
    except ValueError as error:
        print(error)

    alone = asyncio.Barrier(2)
    waiting = asyncio.create_task(alone.wait())
    await asyncio.sleep(0)
    waiting.cancel()
    await asyncio.wait([waiting])
    print("one was cancelled:", alone.n_waiting, alone.broken)
    print(sorted(await asyncio.gather(alone.wait(), alone.wait())))


asyncio.run(main())
