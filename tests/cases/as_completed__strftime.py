import asyncio
import time


def log(*words):
    print(time.strftime("%X"), *words)


async def cook(dish, seconds):
    await asyncio.sleep(seconds)
    log(dish, "is ready")
    return dish


async def main():
    log("started")
    print(await asyncio.gather(cook("soup", 3), cook("rice", 2)))
    jobs = [cook("stew", 3), cook("tea", 1), cook("cake", 2)]
    for number, ready in enumerate(asyncio.as_completed(jobs), start=1):
        log(number, "served", await ready)
    log("finished")


print(time.strftime("%Y-%m-%d"))
asyncio.run(main())
