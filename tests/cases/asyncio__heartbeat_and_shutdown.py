import asyncio
import contextlib


async def heartbeat(interval, stop):
    beats = 0
    while not stop.is_set():
        beats += 1
        print(f"beat {beats}")
        with contextlib.suppress(asyncio.TimeoutError):
            await asyncio.wait_for(stop.wait(), interval)
    return beats


async def main():
    stop = asyncio.Event()
    task = asyncio.create_task(heartbeat(0.5, stop))
    await asyncio.sleep(1.7)
    stop.set()
    print("total", await task)


asyncio.run(main())
