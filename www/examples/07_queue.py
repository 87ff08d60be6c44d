# Watch the consumers wait for the queue when it is empty, and the producers when it is full.

import asyncio
import random


async def producer(name, queue, rounds):
    for number in range(rounds):
        await asyncio.sleep(random.uniform(0.05, 0.25))
        parcel = f"{name}{number}"
        await queue.put(parcel)
        print(f"{name} put {parcel}   ({queue.qsize()} waiting)")


async def consumer(name, queue):
    while True:
        parcel = await queue.get()
        await asyncio.sleep(random.uniform(0.2, 0.4))
        print(f"    {name} delivered {parcel}")
        queue.task_done()


async def main():
    random.seed(12)
    queue = asyncio.Queue(maxsize=3)
    consumers = [asyncio.create_task(consumer(n, queue), name=n) for n in ("van", "bike")]
    await asyncio.gather(*(producer(n, queue, 6) for n in "AB"))
    print("all put, waiting until the queue is empty")
    await queue.join()
    for task in consumers:
        task.cancel()  # they would wait for ever


asyncio.run(main())
