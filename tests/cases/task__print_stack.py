"""`Task.get_stack` and `Task.print_stack` before, while and after a task runs."""
import asyncio
import sys


async def nap():
    await asyncio.sleep(10)


async def outer():
    await nap()


async def fails():
    return [][1]


async def main():
    task = asyncio.create_task(outer(), name="outer")
    task.print_stack(file=sys.stdout)
    await asyncio.sleep(0)
    task.print_stack(file=sys.stdout)
    print([(frame.f_code.co_name, frame.f_lineno) for frame in task.get_stack()])
    print(len(task.get_stack(limit=1)), task.get_coro().cr_await.__name__)

    failed = asyncio.create_task(fails(), name="fails")
    await asyncio.wait([failed])
    failed.print_stack(file=sys.stdout)
    # Its frames go to stderr, the lines around them to stdout.
    failed.print_stack()
    print(repr(failed.exception()))

    task.cancel()
    await asyncio.wait([task])
    task.print_stack(file=sys.stdout)
    asyncio.current_task().print_stack(file=sys.stdout)


asyncio.run(main())
