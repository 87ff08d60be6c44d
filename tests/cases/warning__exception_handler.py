import asyncio


async def fails():
    raise RuntimeError("in the background")


def handler(loop, context):
    print("handler:", context["message"])
    print("  ", repr(context.get("exception")))


def callback():
    raise ZeroDivisionError("in a callback")


async def main():
    loop = asyncio.get_running_loop()
    loop.set_exception_handler(handler)
    task = asyncio.create_task(fails())
    await asyncio.sleep(0)
    await asyncio.sleep(0)
    del task
    loop.call_soon(callback)
    await asyncio.sleep(0)
    await asyncio.sleep(0)
    loop.set_exception_handler(None)
    loop.call_soon(callback)
    await asyncio.sleep(0)
    print("main ends")


asyncio.run(main())
