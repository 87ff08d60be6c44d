import asyncio


class Ready:
    def __init__(self, value):
        self.value = value

    def __await__(self):
        return self.value
        yield


class Pause:
    def __await__(self):
        print("pausing")
        yield
        print("resumed")
        return "paused once"


class Wrapper:
    def __init__(self, coro):
        self.coro = coro

    def __await__(self):
        return self.coro.__await__()


class Delegate:
    def __init__(self, fut):
        self.fut = fut

    def __await__(self):
        result = yield from self.fut.__await__()
        return f"<{result}>"


class BadAwait:
    def __await__(self):
        return 42


class YieldsRubbish:
    def __await__(self):
        yield 42


async def add(a, b):
    await asyncio.sleep(0.01)
    return a + b


async def main():
    print(await Ready(5))
    print(await Pause())
    print(await Wrapper(add(1, 2)))
    fut = asyncio.get_running_loop().create_future()
    asyncio.get_running_loop().call_later(0.1, fut.set_result, "later")
    print(await Delegate(fut))
    try:
        await BadAwait()
    except TypeError as e:
        print(e)
    try:
        await YieldsRubbish()
    except RuntimeError as e:
        print(e)
    try:
        await 5
    except TypeError as e:
        print(e)
    try:
        await None
    except TypeError as e:
        print(e)
    try:
        await (i for i in range(3))
    except TypeError as e:
        print(e)
    print(await asyncio.gather(Ready(1), Wrapper(add(3, 4)), Pause()))
    print(await asyncio.wait_for(Ready("x"), 1))
    print(await asyncio.ensure_future(Ready("y")))
    try:
        asyncio.create_task(Ready(1))
    except TypeError as e:
        print(e)


asyncio.run(main())
