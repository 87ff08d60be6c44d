import asyncio
import contextvars
from contextvars import ContextVar, copy_context

request_id: ContextVar[str] = ContextVar("request_id", default="-")
user = ContextVar("user")


def log(message):
    print(f"[{request_id.get()}] {message}")


async def inner():
    log("inner")
    request_id.set(request_id.get() + ".child")
    await asyncio.sleep(0.01)
    log("inner after")


async def handle(n):
    token = request_id.set(f"req-{n}")
    log("start")
    await inner()
    log("awaited inner changed it")
    await asyncio.create_task(inner())
    log("task did not")
    request_id.reset(token)
    log("reset")
    try:
        request_id.reset(token)
    except RuntimeError as e:
        print(str(e)[:40])


async def main():
    await asyncio.gather(handle(1), handle(2))
    log("main")
    try:
        user.get()
    except LookupError as e:
        print(type(e).__name__)
    print(user.get("nobody"))
    ctx = copy_context()
    ctx.run(user.set, "bob")
    print(ctx[user], user in copy_context(), ctx.get(user), list(v.name for v in ctx))
    loop = asyncio.get_running_loop()
    loop.call_soon(lambda: log("soon"), context=ctx)
    request_id.set("later")
    loop.call_soon(log, "soon 2")
    task = asyncio.create_task(inner(), context=ctx)
    await task
    print(ctx[request_id], request_id.get())
    print(token_repr := request_id.set("x").var is request_id, user.name)


asyncio.run(main())
log("outside")
