"""A forgotten `await` that ends the program: the coroutine is in a frame of the traceback, and dies after it is shown."""
import asyncio


async def fetch(key):
    await asyncio.sleep(0.1)
    return {"key": key}


async def main():
    print(await fetch("awaited"))
    data = fetch("forgotten")
    print(data["key"])


asyncio.run(main())
