import asyncio
import functools


def on_done(label, future, *, extra):
    print(label, extra, future.result())


async def work():
    await asyncio.sleep(0.1)
    return 7


async def main():
    task = asyncio.create_task(work())
    task.add_done_callback(functools.partial(on_done, "callback", extra="!"))
    task.add_done_callback(lambda t: print("lambda", t.done(), t is task))
    await task
    await asyncio.sleep(0)
    loop = asyncio.get_running_loop()
    loop.call_soon(functools.partial(print, "partial", end="\n"), "arg")
    loop.call_later(0.2, print, "later", 1, 2)
    h = loop.call_at(loop.time() + 0.1, print, "at")
    print(h.when() > loop.time(), h.cancelled())
    await asyncio.sleep(0.3)


asyncio.run(main())
