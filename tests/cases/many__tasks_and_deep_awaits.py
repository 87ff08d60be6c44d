import asyncio


async def leaf(n):
    await asyncio.sleep(n % 7 / 1000)
    return n


async def nested(depth):
    if depth == 0:
        await asyncio.sleep(0.01)
        return 0
    return 1 + await nested(depth - 1)


async def ring(size, laps):
    queues = [asyncio.Queue() for _ in range(size)]

    async def node(n):
        while True:
            token = await queues[n].get()
            if token is None:
                return
            await queues[(n + 1) % size].put(token + 1 if token < size * laps else None)

    tasks = [asyncio.create_task(node(n)) for n in range(size)]
    await queues[0].put(0)
    done, pending = await asyncio.wait(tasks, return_when=asyncio.FIRST_COMPLETED)
    for task in pending:
        task.cancel()
    return len(done), len(pending)


async def main():
    results = await asyncio.gather(*(leaf(n) for n in range(2000)))
    print(len(results), sum(results), results[:3])
    print(await nested(300))
    print(await ring(20, 5))


asyncio.run(main())
