import asyncio


class Feed:
    def __init__(self, items):
        self.items = list(items)

    async def __aenter__(self):
        await asyncio.sleep(0.1)
        return self

    async def __aexit__(self, *error):
        await asyncio.sleep(0.1)

    async def __aiter__(self):
        while True:
            await asyncio.sleep(0.1)
            yield self.items.pop(0)


async def consume(feed):
    async with feed as opened:
        async for item in opened:
            print("item", item)


async def main():
    try:
        await asyncio.wait_for(consume(Feed("ab")), timeout=5)
    except IndexError as error:
        print("feed is empty:", error)
    async with asyncio.timeout(0.15):
        await consume(Feed("cdef"))


asyncio.run(main())
