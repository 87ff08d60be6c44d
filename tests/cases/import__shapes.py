import asyncio as aio
import collections.abc
import os.path
from asyncio import Queue, gather as together, sleep
from itertools import *

try:
    import surely_not_installed
except ImportError as error:
    print(type(error).__name__, error, error.name)

try:
    from math import surely_not_there
except ImportError as error:
    print(str(error).split(" (")[0])


def local():
    from random import Random

    return Random(1).random()


async def main():
    queue = Queue()
    await together(queue.put(1), sleep(0.1), queue.put(2))
    print(queue.qsize(), list(islice(count(), 3)), os.path.join("a", "b"))


aio.run(main())
print(local(), isinstance([], collections.abc.Sequence), aio.__name__)
print(asyncio if "asyncio" in globals() else "asyncio is not a name here")
