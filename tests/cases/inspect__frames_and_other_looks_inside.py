"""What programs look at of themselves: frames, clocks, snapshots of memory; generic classes in annotations."""

import asyncio
import contextvars
import graphlib
import inspect
import logging
import os
import time
import tracemalloc
from collections import ChainMap, UserDict, UserList
from typing import TextIO


def where():
    caller = inspect.getouterframes(inspect.currentframe())[1]
    info = inspect.getframeinfo(caller.frame)
    return caller.function, caller.lineno, caller.code_context, info.function, info.index, info.code_context


class Registry(UserDict[str, int]):
    pass


def annotated(token: contextvars.Token[str], order: graphlib.TopologicalSorter[str], out: logging.StreamHandler[TextIO],
              maps: ChainMap[str, int], items: UserList[int]) -> Registry:
    return Registry(a=1)


async def main():
    print(where())
    print([frame.function for frame in inspect.stack()][:1])
    info = time.get_clock_info("monotonic")
    print(info.implementation, info.monotonic, info.adjustable, info.resolution)
    try:
        time.get_clock_info("sundial")
    except ValueError as error:
        print(error)
    tracemalloc.start()
    snapshot = tracemalloc.take_snapshot()
    print(isinstance(snapshot.statistics("lineno"), list))
    tracemalloc.stop()
    try:
        tracemalloc.take_snapshot()
    except RuntimeError as error:
        print(error)
    print(annotated(None, None, None, None, None))
    try:
        raise ValueError
    except ValueError as error:
        print(inspect.getframeinfo(error.__traceback__)[1:])


asyncio.run(main())
import sys
sys.stdout.flush()
os.write(1, b"straight to the descriptor\n")
