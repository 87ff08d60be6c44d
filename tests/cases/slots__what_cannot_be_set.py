"""Objects without a `__dict__` refuse attributes: those that their class has differently from those it has not."""

import asyncio
import collections
import functools


class Point:
    __slots__ = ("x",)
    kind = "point"

    def norm(self):
        return abs(self.x)


class Special(Point):
    pass


class Labelled(asyncio.Future):
    pass


async def main():
    loop = asyncio.get_running_loop()
    task = asyncio.create_task(asyncio.sleep(0))
    gathered = asyncio.gather(asyncio.sleep(0))
    things = [
        Point(), Special(), 3, "text", 2.5, (), [], {}, None, object(), loop.create_future(), task, gathered,
        Labelled(), asyncio.Event(), asyncio.Queue(), collections.deque(), collections.Counter(), main, len,
        functools.partial(int), range(3), iter([]), ValueError(), loop.call_soon(int), loop,
    ]  # fmt: skip
    for thing in things:
        for name in "label", "kind", "norm", "append", "done", "upper", "__len__", "__doc__":
            if name == "done" and not isinstance(thing, Point):
                continue
            try:
                setattr(thing, name, 1)
                print(type(thing).__name__, name, "was set")
            except (AttributeError, TypeError) as error:
                print(type(error).__name__, error)
    await task


asyncio.run(main())

point = Point()
for name in "x", "y", "norm", "kind":
    try:
        delattr(point, name)
    except AttributeError as error:
        print(error)
