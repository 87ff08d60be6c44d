"""A context manager of a generator can be entered once only."""
import asyncio
from contextlib import asynccontextmanager, contextmanager


@contextmanager
def plain(name):
    yield name


@asynccontextmanager
async def awaited(name):
    yield name


@plain("decorates")
def function():
    return "as often as it is called"


async def main():
    manager = plain("a")
    print(manager.args, manager.kwds, manager.func.__name__)
    with manager as name:
        print(name)
    try:
        with manager:
            print("not reached")
    except AttributeError as error:
        print(error)
    manager = awaited("b")
    async with manager as name:
        print(name)
    try:
        async with manager:
            print("not reached")
    except AttributeError as error:
        print(error)
    print(function(), function())


asyncio.run(main())
