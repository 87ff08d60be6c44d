"""Tokens, copies of contexts, and where changes are seen."""
import asyncio
import contextvars

user = contextvars.ContextVar("user", default="nobody")
trace = contextvars.ContextVar("trace")


async def handle(name):
    token = user.set(name)
    trace.set(name * 2)
    await asyncio.sleep(0)
    print(name, user.get(), trace.get(), token.old_value, token.var is user)
    user.reset(token)
    print(name, user.get())
    try:
        user.reset(token)
    except RuntimeError as error:
        print(str(error).partition(" at 0x")[0])


async def main():
    await asyncio.gather(handle("a"), handle("b"))
    try:
        trace.get()
    except LookupError:
        print("no trace here", trace.get("a default"))
    user.set("main")
    copy = contextvars.copy_context()
    print(copy[user], user in copy, trace in copy, len(copy), list(copy) == [user])
    print(copy.run(lambda: (user.set("inside"), user.get())[1]), user.get(), copy[user])
    loop = asyncio.get_running_loop()
    loop.call_soon(lambda: print("callback", user.get()))
    loop.call_soon(lambda: print("in the copy", user.get()), context=copy)
    await asyncio.create_task(handle("task"), context=copy)
    print(copy[trace], user.get(), await asyncio.to_thread(user.get))
    try:
        copy.run(lambda: copy.run(print))
    except RuntimeError as error:
        print(str(error).partition(":")[0])
    print(user.set("again").old_value, trace.set(1).old_value is contextvars.Token.MISSING)


asyncio.run(main())
