"""What is told of callbacks that raise: with the future, partial arguments, and the handle."""
import asyncio
import functools


def failing(future, label="plain"):
    raise ValueError(f"{label}: {future.result()}")


class Counter:
    def __init__(self):
        self.calls = []

    def add(self, future):
        self.calls.append(future.result())


async def work():
    return 5


async def main():
    loop = asyncio.get_running_loop()
    counter = Counter()
    task = asyncio.create_task(work(), name="work")
    task.add_done_callback(failing)
    task.add_done_callback(functools.partial(failing, label="partial"))
    task.add_done_callback(counter.add)
    await task
    await asyncio.sleep(0)
    loop.call_soon(functools.partial(failing, task, label="soon"))
    loop.call_soon(failing, task, "positional")
    loop.call_soon(lambda: {}["missing"])
    await asyncio.sleep(0)
    print(counter.calls)


asyncio.run(main())
