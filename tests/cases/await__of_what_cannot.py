"""Objects that cannot be awaited, each in its own way."""
import asyncio


class Number:
    def __await__(self):
        return 5


class List:
    def __await__(self):
        return [1]


class Coroutine:
    async def __await__(self):
        pass


class Yields:
    def __init__(self, value):
        self.value = value

    def __await__(self):
        yield self.value


class Manager:
    def __init__(self, entered=None):
        self.entered = entered

    def __aenter__(self):
        return self.entered if self.entered is not None else asyncio.sleep(0)

    def __aexit__(self, *args):
        return 5


class Stream:
    def __aiter__(self):
        return self

    def __anext__(self):
        return 5


async def attempt(awaitable):
    try:
        await awaitable
    except (TypeError, RuntimeError) as error:
        print(f"{type(error).__name__}: {error}".partition(" task")[0])


async def main():
    for awaitable in Number(), List(), 5, None, main, Yields(42):
        await attempt(awaitable)
    wrong = asyncio.get_running_loop().create_future()
    await attempt(Yields(wrong))
    for manager in Manager(5), Manager():
        try:
            async with manager:
                pass
        except TypeError as error:
            print(error)
    try:
        async for _ in Stream():
            pass
    except TypeError as error:
        print(error, "because", error.__cause__)
    coroutine = Coroutine().__await__()
    coroutine.close()


asyncio.run(main())
