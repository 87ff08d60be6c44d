# Watch the wave run down the lanes: a thousand tasks are no trouble, and finish in order of their waiting.

import asyncio
import math

CROWD = 1000


async def stand_up(seat):
    await asyncio.sleep(1 + math.sin(seat / CROWD * math.tau))
    if seat % 100 == 0:
        print(f"seat {seat:4} stands up")
    await asyncio.sleep(0.5)


async def main():
    await asyncio.gather(*(stand_up(seat) for seat in range(CROWD)))
    print("the wave is through")


asyncio.run(main())
