"""`loop=`, which older programs pass, is not taken any more; other wrong arguments."""
import asyncio


async def main():
    loop = asyncio.get_running_loop()
    attempts = [
        lambda: asyncio.sleep(1, loop=loop),
        lambda: asyncio.gather(loop=loop),
        lambda: asyncio.wait([], loop=loop),
        lambda: asyncio.wait_for(None, 1, loop=loop),
        lambda: asyncio.Lock(loop=loop),
        lambda: asyncio.Event(loop=loop),
        lambda: asyncio.Condition(loop=loop),
        lambda: asyncio.Semaphore(2, loop=loop),
        lambda: asyncio.Queue(loop=loop),
        lambda: asyncio.PriorityQueue(5, loop=loop),
        lambda: asyncio.Event(1),
        lambda: asyncio.Queue(1, 2),
        lambda: asyncio.Lock().locked(1),
    ]
    for attempt in attempts:
        try:
            attempt()
        except TypeError as error:
            print(error)
    # These still take it.
    print(await asyncio.ensure_future(asyncio.sleep(0, "future"), loop=loop), asyncio.Future(loop=loop).done())


asyncio.run(main())
