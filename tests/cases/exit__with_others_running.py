"""`sys.exit` in the main task while others wait: they are cancelled, and the message is the last word."""
import asyncio
import atexit
import sys


async def background(name):
    try:
        await asyncio.sleep(10)
    except asyncio.CancelledError:
        print(name, "cancelled")
        raise


async def main():
    tasks = [asyncio.create_task(background(name)) for name in "ab"]
    await asyncio.sleep(0.1)
    try:
        sys.exit("cannot go on")
    finally:
        print("cleanup with", len(tasks))


atexit.register(print, "at exit")
asyncio.run(main())
