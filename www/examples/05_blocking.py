# Watch the metronome: it skips its beats while time.sleep holds the loop.

import asyncio
import time


async def metronome():
    last = time.perf_counter()
    for beat in range(1, 13):
        await asyncio.sleep(0.2)
        now = time.perf_counter()
        late = now - last - 0.2
        last = now
        print(f"beat {beat:2}" + (f"   {late:.1f} s late!" if late > 0.1 else ""))


async def polite():
    await asyncio.sleep(0.5)
    print("polite: waiting with await ...")
    await asyncio.sleep(0.6)
    print("polite: ... and nobody noticed")


async def rude():
    await asyncio.sleep(1.3)
    print("rude: waiting with time.sleep ...")
    time.sleep(0.8)
    print("rude: ... and everybody had to wait with me")


async def main():
    await asyncio.gather(metronome(), polite(), rude())


asyncio.run(main())
