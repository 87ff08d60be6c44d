import asyncio


def handler(loop, context):
    print("handler:", context["message"], repr(context.get("exception")))
    for key in sorted(context):
        if key not in ("message", "exception"):
            print("  ", key, type(context[key]).__name__)


def bad_callback():
    raise RuntimeError("in callback")


async def main():
    loop = asyncio.get_running_loop()
    loop.set_exception_handler(handler)
    loop.call_soon(bad_callback)
    await asyncio.sleep(0.01)
    loop.call_exception_handler({"message": "by hand", "extra": 1})
    loop.set_exception_handler(None)
    print(loop.get_exception_handler())
    fut = loop.create_future()
    fut.add_done_callback(lambda f: 1 / 0)
    fut.set_result(1)
    loop.set_exception_handler(lambda l, c: print("second:", c["message"][:30], type(c["exception"]).__name__))
    await asyncio.sleep(0)


asyncio.run(main())
