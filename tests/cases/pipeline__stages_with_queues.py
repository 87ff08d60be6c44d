import asyncio


async def stage(name, source, target, work, delay):
    while (item := await source.get()) is not None:
        await asyncio.sleep(delay)
        result = work(item)
        print(f"{asyncio.get_running_loop().time():.2f} {name}: {item} -> {result}")
        await target.put(result)
    await target.put(None)


async def main():
    queues = [asyncio.Queue(maxsize=1) for _ in range(3)]
    stages = [
        asyncio.create_task(stage("parse", queues[0], queues[1], int, 0.1)),
        asyncio.create_task(stage("square", queues[1], queues[2], lambda n: n * n, 0.25)),
    ]

    async def feed():
        for text in ("1", "2", "3", "4"):
            await queues[0].put(text)
        await queues[0].put(None)

    feeder = asyncio.create_task(feed())
    results = []
    while (result := await queues[2].get()) is not None:
        results.append(result)
    await asyncio.gather(feeder, *stages)
    print(results)


asyncio.run(main())
