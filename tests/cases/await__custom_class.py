import asyncio


class Delay:
    def __init__(self, seconds, value):
        self.seconds = seconds
        self.value = value

    def __await__(self):
        yield from asyncio.sleep(self.seconds).__await__()
        return self.value


class Twice:
    def __init__(self, awaitable):
        self.awaitable = awaitable

    def __await__(self):
        first = yield from self.awaitable.__await__()
        return first * 2


class Turn:
    def __await__(self):
        yield


async def main():
    print(await Delay(1, "slept"))
    print(await Twice(Delay(0.5, 21)))
    print(await Turn())
    print(await asyncio.gather(Delay(0.2, "a"), Delay(0.1, "b")))
    try:
        await 3
    except TypeError as error:
        print(error)


asyncio.run(main())
