# Watch never more than three of the ten lanes sleep inside the semaphore; the others wait for it.

import asyncio

inside = 0


async def visitor(number, museum):
    global inside
    async with museum:
        inside += 1
        print(f"visitor {number:2} enters  {'*' * inside}")
        await asyncio.sleep(0.3 + number % 3 * 0.1)
        inside -= 1
        print(f"visitor {number:2} leaves  {'*' * inside}")


async def main():
    museum = asyncio.Semaphore(3)
    await asyncio.gather(*(visitor(number, museum) for number in range(1, 11)))


asyncio.run(main())
