import asyncio


async def waiter(future, name):
    try:
        print(name, "got", await future)
    except asyncio.CancelledError:
        print(name, "cancelled")


async def main():
    loop = asyncio.get_running_loop()
    future = loop.create_future()
    print(future)
    future.add_done_callback(lambda f: print("callback", f.result()))
    waiters = [asyncio.create_task(waiter(future, n)) for n in "ab"]
    await asyncio.sleep(0)
    future.set_result([1, 2])
    print("set")
    await asyncio.gather(*waiters)
    print(future)

    cancelled = loop.create_future()
    task = asyncio.create_task(waiter(cancelled, "c"))
    await asyncio.sleep(0)
    print(cancelled.cancel(), cancelled.cancel())
    await task
    print(cancelled, cancelled.cancelled())

    failed = asyncio.Future()
    failed.set_exception(ValueError("why"))
    print(repr(failed.exception()))
    print(failed)


asyncio.run(main())
