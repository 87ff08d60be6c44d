"""What older programs use and 3.11 does not have any more."""
import asyncio

for name in "coroutine", "async", "JoinableQueue", "get_event_loops", "createtask", "Quue":
    try:
        getattr(asyncio, name)
    except AttributeError as error:
        print(error, error.name, error.obj is asyncio)

for name in "coroutines", "tasks", "events", "futures", "queues", "locks":
    print(name, name in dir(asyncio), getattr(asyncio, name).__name__)


@asyncio.coroutine
def hello():
    yield from asyncio.sleep(1)
