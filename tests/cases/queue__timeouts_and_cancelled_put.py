import asyncio


async def main():
    queue = asyncio.Queue(maxsize=1)
    try:
        await asyncio.wait_for(queue.get(), timeout=0.5)
    except TimeoutError:
        print("nothing to get")
    await queue.put("first")
    blocked = asyncio.create_task(queue.put("second"))
    await asyncio.sleep(0)
    blocked.cancel()
    await asyncio.gather(blocked, return_exceptions=True)
    print(blocked.cancelled(), queue.qsize())
    waiting = [asyncio.create_task(queue.put(n)) for n in range(3)]
    await asyncio.sleep(0)
    print(await queue.get(), await queue.get())
    waiting[1].cancel()
    await asyncio.gather(*waiting, return_exceptions=True)
    print([t.cancelled() for t in waiting], queue.qsize(), queue)
    joining = asyncio.create_task(queue.join())
    for _ in range(4):
        await asyncio.sleep(0.1)
        if not queue.empty():
            print("left", queue.get_nowait())
    joining.cancel()
    print((await asyncio.gather(joining, return_exceptions=True))[0].__class__.__name__)


asyncio.run(main())
