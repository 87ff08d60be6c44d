import asyncio


async def producer(queue):
    for n in range(6):
        await queue.put(n)
        print(f"put {n}, size {queue.qsize()}, full {queue.full()}")
    await queue.put(None)


async def consumer(queue):
    while (item := await queue.get()) is not None:
        print(f"got {item}")
        await asyncio.sleep(0.01)
    print("empty:", queue.empty())


async def main():
    queue = asyncio.Queue(maxsize=2)
    print(queue.maxsize)
    await asyncio.gather(producer(queue), consumer(queue))


asyncio.run(main())
