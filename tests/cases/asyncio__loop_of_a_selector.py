"""How older programs make their loop: with a selector, and a watcher of child processes."""

import asyncio
import selectors
import sys

loop = asyncio.SelectorEventLoop(selectors.SelectSelector())
asyncio.set_event_loop(loop)
if sys.platform != "win32":
    watcher = asyncio.get_child_watcher()
    watcher.attach_loop(loop)
    print(type(watcher).__name__, watcher is asyncio.get_child_watcher())


async def hello():
    await asyncio.sleep(0.1)
    print("hello")


try:
    loop.run_until_complete(hello())
finally:
    loop.close()
with selectors.DefaultSelector() as selector:
    print(selector.select(timeout=0.01), dict(selector.get_map()))
