import asyncio


async def drain(queue):
    taken = []
    while not queue.empty():
        taken.append(await queue.get())
    return taken


async def main():
    priority = asyncio.PriorityQueue()
    for item in [(3, "low"), (1, "high"), (2, "middle"), (1, "also high")]:
        await priority.put(item)
    print(await drain(priority))

    stack = asyncio.LifoQueue()
    for item in "abc":
        stack.put_nowait(item)
    print(await drain(stack))


asyncio.run(main())
