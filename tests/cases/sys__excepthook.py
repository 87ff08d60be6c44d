"""A program's own hook for exceptions that nobody caught."""
import asyncio
import sys
import traceback


def hook(kind, error, where):
    names = [entry.name for entry in traceback.extract_tb(where) if entry.filename == __file__]
    print("hook:", kind.__name__, error, names, "from", repr(error.__cause__))


async def fetch():
    raise ConnectionError("no route")


async def main():
    try:
        await fetch()
    except ConnectionError as error:
        raise RuntimeError("gave up") from error


print(sys.excepthook is sys.__excepthook__)
sys.excepthook = hook
asyncio.run(main())
