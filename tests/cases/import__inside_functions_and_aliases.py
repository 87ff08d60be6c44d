import asyncio as aio
import collections.abc
import os.path as path
from math import floor as down, pi


def lazily():
    import json as j
    from random import Random
    return j.dumps([1]), Random(1).random() < 1


def star():
    import math
    return math.sqrt(16), __name__


async def main():
    from asyncio import Queue, QueueEmpty
    q = Queue()
    try:
        q.get_nowait()
    except QueueEmpty as e:
        print(repr(e))
    await aio.sleep(0)


print(lazily(), star(), path.join("a", "b.txt"), path.splitext("x.tar.gz"), path.basename("/a/b"), down(2.7), round(pi, 3))
aio.run(main())
print(collections.abc.Sized.__name__, aio.__name__, __name__ == "__main__", down.__name__, main.__module__)
try:
    from math import nothing_like_this
except ImportError as e:
    print(str(e).split(" (")[0])
try:
    import math.sub
except ModuleNotFoundError as e:
    print(e)
if __name__ == "__main__":
    print("as a program")
