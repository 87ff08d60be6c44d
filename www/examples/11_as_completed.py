# Watch main wake up once for each runner, in the order of the finish and not of the start.

import asyncio
import random


async def run(name):
    time = 0.0
    for lap in range(4):
        pace = random.uniform(0.1, 0.5)
        await asyncio.sleep(pace)
        time += pace
    return name, time


async def main():
    random.seed(2024)
    runners = ["Ines", "Jun", "Kofi", "Lena", "Miro"]
    print("start:", ", ".join(runners))
    place = 0
    for finisher in asyncio.as_completed([run(name) for name in runners]):
        name, time = await finisher
        place += 1
        print(f"{place}. {name:5} {time:.2f} s")


asyncio.run(main())
