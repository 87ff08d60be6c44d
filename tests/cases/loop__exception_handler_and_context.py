"""What a loop's exception handler is told, for callbacks, tasks and one's own reports."""
import asyncio
import gc


def handler(loop, context):
    print("handler:", context["message"].split(" at ")[0], "|", repr(context.get("exception")), "|", sorted(context))


def broken(n):
    raise ValueError(f"in callback {n}")


async def fails():
    raise LookupError("nobody looks")


async def main():
    loop = asyncio.get_running_loop()
    print(loop.get_exception_handler())
    loop.set_exception_handler(handler)
    print(loop.get_exception_handler() is handler)
    loop.call_soon(broken, 1)
    await asyncio.sleep(0)

    task = asyncio.create_task(fails())
    await asyncio.sleep(0)
    del task
    gc.collect()
    await asyncio.sleep(0)

    future = loop.create_future()
    future.add_done_callback(lambda done: broken(2))
    future.set_result(1)
    await asyncio.sleep(0)
    loop.call_exception_handler({"message": "my own report", "colour": "red"})
    try:
        loop.set_exception_handler(5)
    except TypeError as error:
        print(error)
    loop.set_exception_handler(lambda loop, context: print("another:", context["message"]))
    loop.call_exception_handler({"message": "one more"})
    loop.set_exception_handler(None)
    print(loop.get_exception_handler())


asyncio.run(main())
