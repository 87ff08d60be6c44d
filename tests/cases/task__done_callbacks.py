import asyncio
import functools


async def job(n):
    await asyncio.sleep(n / 100)
    return n


def report(task, prefix=">"):
    print(prefix, task.get_name(), task.result())


async def main():
    task = asyncio.create_task(job(2), name="two")
    task.add_done_callback(report)
    task.add_done_callback(functools.partial(report, prefix=">>"))
    removed = lambda t: print("never")
    task.add_done_callback(removed)
    print(task.remove_done_callback(removed))
    await task
    print("awaited")
    task.add_done_callback(lambda t: print("late callback"))
    print("not yet")
    await asyncio.sleep(0)
    print("end")


asyncio.run(main())
