import asyncio


async def ticker(n, name):
    try:
        for i in range(n):
            yield i
            await asyncio.sleep(0.01)
    except GeneratorExit:
        print(name, "exit")
        raise
    finally:
        await asyncio.sleep(0)
        print(name, "cleaned")


async def main():
    async for i in ticker(3, "whole"):
        print(i)
    gen = ticker(10, "closed")
    print(await gen.__anext__(), await anext(gen))
    await gen.aclose()
    print(await anext(gen, "default"))
    try:
        await anext(gen)
    except StopAsyncIteration as e:
        print("stop", repr(e))
    gen = ticker(10, "thrown")
    await anext(gen)
    try:
        await gen.athrow(ValueError("boom"))
    except ValueError as e:
        print(e)
    gen = ticker(5, "broken off")
    async for i in gen:
        if i == 1:
            break
    await gen.aclose()

    async def echo():
        got = None
        while True:
            got = yield got
            print("got", got)

    g = echo()
    print(await g.asend(None), await g.asend(1), await g.asend(2))
    await g.aclose()
    try:
        await echo().asend(5)
    except TypeError as e:
        print(e)
    print([x async for x in ticker(3, "comp") if x % 2 == 0])
    print({x: y async for x in ticker(2, "d") for y in "ab"})
    print(sum([x async for x in ticker(4, "s")]))
    print(type(gen).__name__, gen.ag_running, gen.ag_await, gen.ag_frame)

    async def ignores():
        try:
            yield 1
        finally:
            yield 2

    h = ignores()
    await anext(h)
    try:
        await h.aclose()
    except RuntimeError as e:
        print(e)
    try:
        for x in ticker(1, "n"):
            pass
    except TypeError as e:
        print(e)
    try:
        async for x in [1]:
            pass
    except TypeError as e:
        print(e)


asyncio.run(main())
