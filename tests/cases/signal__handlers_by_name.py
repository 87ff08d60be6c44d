"""Handlers that are found by their names, and stop a loop that runs for ever."""
import asyncio
import functools
import os
import signal


def sigint_handler(name, *, loop):
    print("interrupted by", name)


def sigterm_handler(name, *, loop):
    print("stopped by", name)
    loop.stop()


loop = asyncio.new_event_loop()
for name in "SIGINT", "SIGTERM":
    handler = globals()[f"{name.lower()}_handler"]
    loop.add_signal_handler(getattr(signal, name), functools.partial(handler, name, loop=loop))
loop.call_later(0.1, os.kill, os.getpid(), signal.SIGINT)
loop.call_later(0.2, os.kill, os.getpid(), signal.SIGTERM)
try:
    loop.run_forever()
finally:
    loop.close()
    print("closed", loop.is_closed())
