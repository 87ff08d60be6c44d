"""What `add_signal_handler` does not take, and what it takes back."""
import asyncio
import os
import signal


async def main():
    loop = asyncio.get_running_loop()
    for number in signal.SIGKILL, signal.SIGSTOP, 9999, 0, "SIGTERM":
        try:
            loop.add_signal_handler(number, print)
        except (RuntimeError, ValueError, TypeError) as error:
            print(type(error).__name__, error)
    try:
        loop.add_signal_handler(signal.SIGTERM, main)
    except TypeError as error:
        print(error)
    stop = asyncio.Event()
    loop.add_signal_handler(signal.SIGTERM, stop.set)
    loop.add_signal_handler(signal.SIGUSR1, lambda *args: print("user", args), 1)
    for number in signal.SIGUSR1, signal.SIGTERM:
        os.kill(os.getpid(), number)
    await stop.wait()
    print(loop.remove_signal_handler(signal.SIGTERM), loop.remove_signal_handler(signal.SIGTERM))
    print(signal.Signals(15).name, signal.strsignal(signal.SIGHUP), signal.SIGIO.value)


asyncio.run(main())
