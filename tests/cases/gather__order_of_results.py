import asyncio


async def square(n, delay):
    await asyncio.sleep(delay)
    print("squared", n)
    return n * n


async def main():
    results = await asyncio.gather(square(1, 0.3), square(2, 0.1), square(3, 0.2))
    print(results)
    print(await asyncio.gather())
    nested = await asyncio.gather(
        asyncio.gather(square(4, 0.02), square(5, 0.01)),
        square(6, 0.015),
    )
    print(nested)


asyncio.run(main())
