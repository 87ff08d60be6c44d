import asyncio
import os
import signal


async def worker(n, stop):
    while not stop.is_set():
        print("worker", n)
        await asyncio.sleep(0.3)
    print("worker", n, "stopped")


async def main():
    loop = asyncio.get_running_loop()
    stop = asyncio.Event()

    def handle(name):
        print("got", name)
        stop.set()
    for sig in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(sig, handle, sig.name)
    loop.call_later(0.5, os.kill, os.getpid(), signal.SIGTERM)
    await asyncio.gather(*(worker(n, stop) for n in range(2)))
    print(loop.remove_signal_handler(signal.SIGTERM), loop.remove_signal_handler(signal.SIGTERM))
    signal.signal(signal.SIGUSR1, lambda n, frame: print("handler", n, signal.Signals(n).name))
    signal.raise_signal(signal.SIGUSR1)


asyncio.run(main())
