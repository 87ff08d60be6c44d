# Watch the one lane: the task runs for an instant, waits a second, and runs again.

import asyncio


async def greet(name):
    print(f"Hello, {name} ...")
    await asyncio.sleep(1)  # while we wait here, the event loop is free
    print(f"... and goodbye, {name}!")


asyncio.run(greet("loop"))
