import asyncio


async def ticker(name, every, times):
    for n in range(times):
        await asyncio.sleep(every)
        yield f"{name}{n}"


async def show(source):
    async for tick in source:
        print(tick)


async def compose():
    # An asynchronous comprehension inside of another.
    return [[t async for t in ticker(n, 0.01, 2)] for n in "xy"]


async def main():
    await asyncio.gather(show(ticker("fast", 0.2, 4)), show(ticker("slow", 0.5, 2)))
    print(await compose())
    generator = (await delayed(n) for n in range(3))
    print([value async for value in generator])


async def delayed(n):
    await asyncio.sleep(0)
    return n * 100


asyncio.run(main())
