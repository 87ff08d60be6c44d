# Watch each order go from step to step on its own, while the others are somewhere else.

import asyncio
import random
import sys


async def fetch(order):
    await asyncio.sleep(random.uniform(0.2, 0.9))
    print(f"{order}: fetched")
    return f"raw {order}"


async def roast(order, beans):
    await asyncio.sleep(random.uniform(0.2, 0.9))
    print(f"{order}: {beans} is roasted")
    return beans.replace("raw", "roasted")


async def deliver(order):
    beans = await fetch(order)
    coffee = await roast(order, beans)
    print(f"{order}: here is your {coffee}")


async def main(orders):
    await asyncio.gather(*(deliver(order) for order in orders))


random.seed(4)
asyncio.run(main(sys.argv[1:] or ["mocha", "java", "sidamo"]))
