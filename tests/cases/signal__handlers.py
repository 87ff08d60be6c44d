import asyncio
import signal
import os


async def main():
    loop = asyncio.get_running_loop()
    stop = asyncio.Event()
    for sig in (signal.SIGINT, signal.SIGTERM):
        loop.add_signal_handler(sig, stop.set)
    print(signal.SIGINT, signal.SIGTERM.name, int(signal.SIGTERM), repr(signal.SIGINT))
    loop.call_later(0.1, stop.set)
    await stop.wait()
    print(loop.remove_signal_handler(signal.SIGINT))
    print("graceful")


asyncio.run(main())
