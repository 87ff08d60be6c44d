import argparse
import asyncio
import itertools
import os
import random
import time


async def token(size: int = 5) -> str:
    return os.urandom(size).hex()


async def nap(who=None) -> None:
    seconds = random.randint(0, 10)
    if who:
        print(f"{who} naps for {seconds} seconds.")
    await asyncio.sleep(seconds)


async def bake(number: int, shelf: asyncio.Queue) -> None:
    loaves = random.randint(0, 10)
    for _ in itertools.repeat(None, loaves):
        await nap(who=f"Baker {number}")
        loaf = await token()
        await shelf.put((loaf, time.perf_counter()))
        print(f"Baker {number} shelved a loaf of {len(loaf)} digits.")


async def eat(number: int, shelf: asyncio.Queue) -> None:
    while True:
        await nap(who=f"Guest {number}")
        loaf, baked = await shelf.get()
        age = time.perf_counter() - baked
        print(f"Guest {number} ate {len(loaf)} digits, {age:0.5f} seconds old.")
        shelf.task_done()


async def main(bakers: int, guests: int):
    shelf = asyncio.Queue()
    baking = [asyncio.create_task(bake(n, shelf)) for n in range(bakers)]
    eating = [asyncio.create_task(eat(n, shelf)) for n in range(guests)]
    await asyncio.gather(*baking)
    await shelf.join()
    for guest in eating:
        guest.cancel()


if __name__ == "__main__":
    random.seed(444)
    parser = argparse.ArgumentParser()
    parser.add_argument("-b", "--bakers", type=int, default=5)
    parser.add_argument("-g", "--guests", type=int, default=10)
    options = parser.parse_args()
    start = time.perf_counter()
    asyncio.run(main(**options.__dict__))
    elapsed = time.perf_counter() - start
    print(f"The bakery closed after {elapsed:0.5f} seconds.")
