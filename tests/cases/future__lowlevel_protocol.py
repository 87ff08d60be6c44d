import asyncio


async def main():
    loop = asyncio.get_running_loop()
    fut = loop.create_future()
    print(fut, fut.done(), fut.cancelled(), fut.get_loop() is loop)
    for f in (fut.result, fut.exception):
        try:
            f()
        except asyncio.InvalidStateError as e:
            print("invalid:", e)
    fut.add_done_callback(lambda f: print("callback 1", f.result()))

    def second(f):
        print("callback 2", f)
    fut.add_done_callback(second)
    print(fut.remove_done_callback(second), fut)
    fut.set_result(42)
    print(fut, "callbacks not yet")
    try:
        fut.set_result(1)
    except asyncio.InvalidStateError as e:
        print("invalid:", e)
    print(await fut, await fut)
    fut.add_done_callback(lambda f: print("late"))
    await asyncio.sleep(0)
    bad = asyncio.Future()
    bad.set_exception(ValueError("boom"))
    print(repr(bad), repr(bad.exception()))
    try:
        await bad
    except ValueError as e:
        print("raised", e)
    try:
        asyncio.Future().set_exception(StopIteration())
    except TypeError as e:
        print(e)
    cls = loop.create_future()
    cls.set_exception(KeyError)
    print(repr(cls.exception()))
    print(asyncio.isfuture(fut), asyncio.isfuture(5), asyncio.iscoroutine(main), asyncio.iscoroutinefunction(main))
    w = asyncio.wrap_future(fut)
    print(w is fut, asyncio.ensure_future(fut) is fut)
    try:
        asyncio.ensure_future(5)
    except TypeError as e:
        print(e)
    c = loop.create_future()
    print(c.cancel("msg"), c.cancel(), c)
    try:
        await c
    except asyncio.CancelledError as e:
        print(repr(e))


asyncio.run(main())
