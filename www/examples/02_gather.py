# Watch the three lanes overlap: one second each, and yet one second in all.

import asyncio
import time


async def count(name):
    print(f"{name}: one")
    await asyncio.sleep(1)
    print(f"{name}: two")


async def main():
    await asyncio.gather(count("Ada"), count("Bob"), count("Cleo"))


start = time.perf_counter()
asyncio.run(main())
elapsed = time.perf_counter() - start
print(f"finished in {elapsed:0.2f} seconds")
