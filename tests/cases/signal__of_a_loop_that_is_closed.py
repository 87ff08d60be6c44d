"""Handlers of signals go with the loop that had them."""

import asyncio
import signal


async def forever():
    try:
        await asyncio.sleep(100)
    except asyncio.CancelledError:
        print("cleaning up")
        raise


async def main():
    asyncio.get_running_loop().call_later(0.5, signal.raise_signal, signal.SIGINT)
    await forever()


loop = asyncio.new_event_loop()
loop.add_signal_handler(signal.SIGINT, print, "never called")
loop.close()
try:
    asyncio.run(main())
except KeyboardInterrupt as error:
    print(repr(error))
