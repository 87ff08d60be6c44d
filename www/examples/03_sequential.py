# Watch the first half leave the loop idle three times; the second half waits for all three at once.

import asyncio
import time

STATIONS = {"harbour": 0.6, "summit": 0.9, "airport": 0.4}


async def read_thermometer(station):
    await asyncio.sleep(STATIONS[station])  # a slow network
    return len(station) * 2.5


async def one_by_one():
    return [await read_thermometer(station) for station in STATIONS]


async def together():
    return await asyncio.gather(*(read_thermometer(s) for s in STATIONS))


async def main():
    for strategy in (one_by_one, together):
        start = time.perf_counter()
        readings = await strategy()
        elapsed = time.perf_counter() - start
        print(f"{strategy.__name__:>10}: {readings} in {elapsed:.1f} s")


asyncio.run(main())
