import asyncio


async def set_after(future, delay, value):
    await asyncio.sleep(delay)
    future.set_result(value)


async def main():
    loop = asyncio.get_running_loop()
    future = loop.create_future()
    loop.call_later(1, future.set_result, "by a timer")
    print(future.done())
    print(await future, future.done(), f"{loop.time():.2f}")

    other = loop.create_future()
    loop.create_task(set_after(other, 0.5, "by a task"))
    print(await other)

    third = loop.create_future()
    third.set_exception(OSError("no such thing"))
    try:
        await third
    except OSError as error:
        print(error)
    try:
        other.set_result(1)
    except asyncio.InvalidStateError as error:
        print(type(error).__name__, error)


asyncio.run(main())
