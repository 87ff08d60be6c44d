#!/usr/bin/env python3
"""Runs one program under CPython on a virtual clock, so that what it prints does not hang on the machine's speed.

    virtual_clock.py PROGRAM.py [ARGS...]

Nothing ever waits: when the loop has nothing to do, its clock jumps to the next deadline. Timers of the same deadline
fire in the order of their creation, and sets of tasks keep that order too. Each turn of the loop costs 50
microseconds; at no cost at all, fifteen sleeps of 0.2 s would tie with one of 3 s, which never happens for real.
`time` and `datetime` follow the same clock, which starts at 1,700,000,000 seconds Unix time, and `random` is seeded.

Threads cannot share such a clock. With ORACLE_CLOCK=real the program lives in real time.
"""
import asyncio
import asyncio.events
import ctypes
import datetime
import gc
import itertools
import os
import random
import selectors
import sys
import time
import types

TURN_COST = float(os.environ.get("ORACLE_TURN_COST", "50e-6"))
SEED = int(os.environ.get("ORACLE_SEED", "1"))
EPOCH = 1_700_000_000.0


class Clock:
    """Seconds since the start of the program."""

    def __init__(self):
        self.now = 0.0

    def advance(self, seconds):
        self.now += seconds

    def unix(self):
        return EPOCH + self.now


clock = Clock()


def replace_time():
    """Lets the `time` and `datetime` modules follow the virtual clock."""

    def sleep(seconds):
        if seconds < 0:
            raise ValueError("sleep length must be non-negative")
        clock.advance(seconds)

    time.sleep = sleep
    time.time = clock.unix
    time.time_ns = lambda: int(clock.unix() * 1e9)
    for name in ("monotonic", "perf_counter", "process_time", "thread_time"):
        setattr(time, name, lambda: clock.now)
        setattr(time, name + "_ns", lambda: int(clock.now * 1e9))

    def follow(convert):
        return lambda seconds=None: convert(clock.unix() if seconds is None else seconds)

    time.localtime = follow(time.localtime)
    time.gmtime = follow(time.gmtime)
    time.ctime = follow(time.ctime)
    strftime = time.strftime
    time.strftime = lambda form, moment=None: strftime(form, time.localtime() if moment is None else moment)

    # A class written in C takes no attributes, and one derived from it would have another name in messages: so the
    # methods are put behind the back of the former.
    methods = gc.get_referents(datetime.datetime.__dict__)[0]
    methods["now"] = classmethod(lambda cls, tz=None: cls.fromtimestamp(clock.unix(), tz))
    methods["utcnow"] = classmethod(lambda cls: cls.utcfromtimestamp(clock.unix()))
    ctypes.pythonapi.PyType_Modified(ctypes.py_object(datetime.datetime))


class OrderedTimer(asyncio.events.TimerHandle):
    """A timer that knows its turn among those of the same deadline; asyncio's own fall in heap order."""

    __slots__ = ("_order",)
    _orders = itertools.count()

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self._order = next(self._orders)

    def __lt__(self, other):
        return (self._when, self._order) < (other._when, other._order)


class OrderedSet(set):
    """A set that iterates in the order in which its items came; a plain one iterates in the order of addresses."""

    def __init__(self, items=()):
        super().__init__()
        self._order = {}
        for item in items:
            self.add(item)

    def __iter__(self):
        return iter(list(self._order))

    def add(self, item):
        super().add(item)
        self._order.setdefault(item)

    def discard(self, item):
        super().discard(item)
        self._order.pop(item, None)

    def remove(self, item):
        super().remove(item)
        del self._order[item]

    def pop(self):
        item = next(iter(self._order))
        self.remove(item)
        return item

    def __repr__(self):
        return "{" + ", ".join(map(repr, self)) + "}" if self else "set()"


def order_sets_of_tasks():
    """Lets asyncio keep its tasks in the order of their creation, wherever it keeps them in sets."""
    asyncio.tasks.set = asyncio.taskgroups.set = OrderedSet
    asyncio.tasks._all_tasks.data = OrderedSet()
    all_tasks = asyncio.tasks.all_tasks

    def ordered_all_tasks(loop=None):
        wanted = all_tasks(loop)
        return OrderedSet(task for task in asyncio.tasks._all_tasks if task in wanted)

    asyncio.tasks.all_tasks = asyncio.all_tasks = ordered_all_tasks


def hide_own_frames(count):
    """Lets a program recurse as deep as if it ran without this file's frames below it."""
    get, change = sys.getrecursionlimit, sys.setrecursionlimit
    change(get() + count)
    sys.getrecursionlimit = lambda: get() - count
    sys.setrecursionlimit = lambda limit: change(limit + count)


class JumpingSelector:
    """A selector that advances the clock where a real one would wait."""

    def __init__(self):
        self._real = selectors.DefaultSelector()

    def select(self, timeout=None):
        clock.advance(TURN_COST)
        events = self._real.select(0)
        if events or timeout == 0:
            return events
        if timeout is None:
            return self._real.select(None)
        clock.advance(timeout)
        return events

    def __getattr__(self, name):
        return getattr(self._real, name)


# Programs log its name.
JumpingSelector.__name__ = JumpingSelector.__qualname__ = "EpollSelector"


class VirtualLoop(asyncio.SelectorEventLoop):
    def __init__(self, selector=None):
        super().__init__(JumpingSelector())
        self._clock_resolution = 1e-9

    def time(self):
        return clock.now


# Programs print their loop's class, and should not see ours.
VirtualLoop.__name__ = VirtualLoop.__qualname__ = "_UnixSelectorEventLoop"


def replace_loops():
    """Makes loops virtual wherever they come from: programs derive classes from loops and policies."""
    asyncio.SelectorEventLoop = asyncio.DefaultEventLoopPolicy._loop_factory = VirtualLoop


def run(path):
    """Runs a program as `__main__`."""
    main = types.ModuleType("__main__")
    main.__dict__.update(__file__=path, __builtins__=__builtins__, __annotations__={})
    sys.modules["__main__"] = main
    sys.path[0] = os.path.dirname(os.path.abspath(path))
    with open(path, "rb") as source:
        try:
            code = compile(source.read(), path, "exec")
        except SyntaxError as error:
            # Without the entries of this file, as if the interpreter itself had found it.
            sys.excepthook(SyntaxError, error.with_traceback(None), None)
            sys.exit(1)
    exec(code, main.__dict__)


del sys.argv[0]
order_sets_of_tasks()
if os.environ.get("ORACLE_CLOCK") != "real":
    replace_time()
    asyncio.events.TimerHandle = OrderedTimer
    replace_loops()
random.seed(SEED)
hide_own_frames(3)
run(sys.argv[0])
