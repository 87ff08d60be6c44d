"""In debug mode a loop objects to calls from threads that do not run it."""

import asyncio
import threading


async def main():
    loop = asyncio.get_running_loop()
    called = asyncio.Event()

    def elsewhere():
        for unsafe in (lambda: loop.call_soon(print), lambda: loop.call_later(0.1, print), lambda: loop.call_at(0, print)):
            try:
                unsafe()
            except RuntimeError as error:
                print(error)
        loop.call_soon_threadsafe(called.set)

    thread = threading.Thread(target=elsewhere)
    thread.start()
    await called.wait()
    thread.join()
    loop.call_soon(print, "its own thread may")
    await asyncio.sleep(0)


asyncio.run(main(), debug=True)
