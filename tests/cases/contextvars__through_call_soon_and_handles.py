"""Callbacks run in the context of the moment they were given, or in the one that they are given with."""
import asyncio
import contextvars

user = contextvars.ContextVar("user", default="nobody")


def note(log, label):
    log.append((label, user.get()))
    user.set(f"changed by {label}")


async def main():
    loop = asyncio.get_running_loop()
    log = []
    user.set("ann")
    loop.call_soon(note, log, "soon")
    loop.call_later(1, note, log, "later")
    user.set("ben")
    other = contextvars.copy_context()
    other.run(user.set, "cat")
    loop.call_soon(note, log, "of now")
    loop.call_soon(note, log, "in another", context=other)
    handle = loop.call_at(loop.time() + 2, note, log, "never")
    handle.cancel()
    future = loop.create_future()
    future.add_done_callback(lambda done: note(log, "done"), context=other)
    future.add_done_callback(lambda done: note(log, "done here"))
    user.set("dan")
    future.set_result(None)
    task = asyncio.create_task(asyncio.to_thread(user.get), context=other)
    print(await task)
    await asyncio.sleep(3)
    for entry in log:
        print(*entry)
    print(user.get(), "|", other[user], "|", handle.cancelled())

    async def nested(depth):
        user.set(f"depth {depth}")
        if depth:
            await asyncio.create_task(nested(depth - 1))
        return user.get()

    print(await asyncio.create_task(nested(3)), user.get())
    print(await nested(0), user.get())


asyncio.run(main())
