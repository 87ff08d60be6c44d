import asyncio


async def getter(name, queue, log):
    log.append((name, await queue.get()))


async def main():
    queue, log = asyncio.Queue(), []
    tasks = [asyncio.create_task(getter(n, queue, log)) for n in "abcd"]
    await asyncio.sleep(0)
    tasks[1].cancel()
    for n in range(3):
        queue.put_nowait(n)
    await asyncio.gather(*tasks, return_exceptions=True)
    print(log)
    print([t.cancelled() for t in tasks])
    # A waiter that is cancelled after it was handed an item passes it on.
    first = asyncio.create_task(getter("first", queue, log))
    second = asyncio.create_task(getter("second", queue, log))
    await asyncio.sleep(0)
    queue.put_nowait("item")
    first.cancel()
    await second
    print(log[-1], first.cancelled())


asyncio.run(main())
