"""A task group written by hand, with callbacks and an async context manager."""
import asyncio
from contextlib import asynccontextmanager


class Nursery:
    def __init__(self):
        self.tasks = set()
        self.errors = []

    def start_soon(self, function, *args):
        task = asyncio.create_task(function(*args), name=f"{function.__name__}{args}")
        self.tasks.add(task)
        task.add_done_callback(self.done)

    def done(self, task):
        self.tasks.discard(task)
        if not task.cancelled() and task.exception():
            self.errors.append(task.exception())
            for other in self.tasks:
                other.cancel(f"because of {task.get_name()}")


@asynccontextmanager
async def open_nursery():
    nursery = Nursery()
    try:
        yield nursery
        while nursery.tasks:
            await asyncio.wait(nursery.tasks)
    finally:
        for task in nursery.tasks:
            task.cancel("the body has failed")
    if nursery.errors:
        raise BaseExceptionGroup("nursery", nursery.errors)


async def child(delay, fails=False):
    try:
        await asyncio.sleep(delay)
        print("child", delay)
    except asyncio.CancelledError as error:
        print("cancelled", delay, error)
        raise
    if fails:
        raise ValueError(delay)


async def main():
    async with open_nursery() as nursery:
        nursery.start_soon(child, 0.2)
        nursery.start_soon(child, 0.1)
    try:
        async with open_nursery() as nursery:
            nursery.start_soon(child, 0.1, True)
            nursery.start_soon(child, 1)
    except* ValueError as group:
        print(group, group.exceptions)
    try:
        async with open_nursery() as nursery:
            nursery.start_soon(child, 1)
            await asyncio.sleep(0)
            raise KeyError("body")
    except KeyError as error:
        print(repr(error))
        await asyncio.sleep(0)


asyncio.run(main())
