"""What CPython writes in C has its module's name in messages; what it writes in Python has not."""

import array
import asyncio
import collections
import contextvars
import datetime
import decimal
import fractions
import functools
import hashlib
import io
import itertools
import json
import operator
import queue
import re
import struct
import threading
import time
import types
import weakref


def message(function):
    try:
        return f"no error: {function()!r}"
    except Exception as error:
        return f"{type(error).__name__}: {error}"


async def main():
    loop = asyncio.get_running_loop()
    task = asyncio.create_task(asyncio.sleep(0, 3))
    print("Awaiting is easily forgotten:")
    print(message(lambda: task + 1))
    print(message(lambda: task[0]))
    print(message(lambda: task.upper()))
    print(message(lambda: sum([task])))
    print(message(lambda: task < 3))
    print(message(lambda: len(task)))
    print(message(lambda: "%d" % task))
    print(message(lambda: loop.create_future() + 1))
    print(message(lambda: task()))
    await task

    objects = [
        asyncio.Queue(), asyncio.Lock(), asyncio.Runner(),
        datetime.date(2020, 1, 1), datetime.datetime(2020, 1, 1), datetime.timedelta(1), datetime.time(1),
        datetime.timezone.utc, collections.deque(), collections.OrderedDict(), collections.defaultdict(int),
        collections.Counter(), collections.ChainMap(), collections.namedtuple("Point", "x y")(1, 2),
        functools.partial(int), functools.lru_cache(int), functools.cached_property(int), itertools.count(),
        itertools.chain(), itertools.islice([], 1), itertools.groupby([]), itertools.zip_longest(),
        itertools.pairwise([]), io.StringIO(), io.BytesIO(), decimal.Decimal(1), fractions.Fraction(1),
        re.compile("a"), re.match("a", "a"), threading.Lock(), threading.RLock(), threading.Event(),
        array.array("i"), struct.Struct("i"), operator.itemgetter(1), contextvars.ContextVar("v"),
        contextvars.copy_context(), types.SimpleNamespace(), weakref.ref(asyncio.Queue), queue.Queue(),
        queue.SimpleQueue(), hashlib.md5(), time.localtime(), int | str, json.JSONEncoder(),
    ]  # fmt: skip
    for thing in objects:
        kind = type(thing)
        print(kind, kind.__module__, kind.__name__, kind.__qualname__)
        print("   ", message(lambda: thing.nothing), "|", message(lambda: kind.nothing))
        print("   ", message(lambda: thing - [1j]), "|", message(lambda: -thing) if kind is not decimal.Decimal else "")
        print("   ", message(lambda: thing < 1j), "|", message(lambda: 1j in thing) if kind not in (itertools.count, re.Match) else "")

    class Today(datetime.date):
        pass

    print(message(lambda: Today(2020, 1, 1).nothing))
    print(message(lambda: json.dumps(datetime.date(2020, 1, 1))))
    print(message(lambda: json.dumps({datetime.date(2020, 1, 1): 1})))
    print(message(lambda: json.dumps({datetime.date(2020, 1, 1): 1}, indent=1)))
    print(message(lambda: setattr(datetime.date(2020, 1, 1), "year", 1)))
    print(message(lambda: {collections.deque(): 1}))
    print(message(lambda: json.loads("{")))


asyncio.run(main())
