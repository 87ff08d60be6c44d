import asyncio


async def work(result):
    await asyncio.sleep(0.01)
    print("inside:", asyncio.current_task().get_name())
    return result


async def fail():
    raise KeyError("lost")


async def main():
    print(asyncio.current_task().get_name())
    first = asyncio.create_task(work(1))
    second = asyncio.create_task(work("two"), name="second")
    print(first.get_name(), second.get_name())
    first.set_name("renamed")
    print(first)
    await asyncio.gather(first, second)
    print(first)
    print(repr(second))
    failing = asyncio.create_task(fail(), name="failing")
    await asyncio.wait([failing])
    print(failing)
    print(repr(failing.exception()))
    doomed = asyncio.create_task(work(3), name="doomed")
    doomed.cancel()
    await asyncio.wait({doomed})
    print(doomed, doomed.done(), doomed.cancelled())


asyncio.run(main())
