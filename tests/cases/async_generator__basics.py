import asyncio


async def countdown(n, delay=0.1):
    try:
        while n:
            yield n
            await asyncio.sleep(delay)
            n -= 1
    finally:
        print("generator closed")


async def main():
    async for n in countdown(3):
        print(n)
    print([n async for n in countdown(4) if n % 2 == 0])
    print({n: n * n async for n in countdown(2)})
    print(sorted({n % 2 async for n in countdown(3)}))
    async for n in countdown(2):
        print("only", n)
    else:
        print("exhausted")
    generator = countdown(5)
    print(await anext(generator), await generator.__anext__())
    await generator.aclose()
    try:
        await anext(generator)
    except StopAsyncIteration:
        print("stopped")
    print(await anext(generator, "default"))


asyncio.run(main())
