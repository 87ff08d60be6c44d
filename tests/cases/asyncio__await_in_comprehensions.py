import asyncio


async def double(x):
    await asyncio.sleep(0.01)
    return x * 2


async def pairs():
    for k in "abc":
        yield k, await double(k)


async def main():
    print([await double(x) for x in range(4)])
    print({x: await double(x) for x in (1, 2)}, {await double(x) for x in (3, 3)})
    print([x for x in range(6) if await double(x) > 5])
    print([k + v async for k, v in pairs() if k != "b"], {k: v async for k, v in pairs()})
    print([[await double(y) for y in range(x)] for x in range(3)])
    g = (await double(x) for x in range(3))
    print(type(g).__name__, [v async for v in g])
    print(sum([await double(x) for x in range(5)]), max([await double(x) for x in range(5)]))
    print(await asyncio.gather(*[double(x) for x in [await double(1), 5]]))
    print((await double(2)) + 1, await double(await double(1)), f"{await double(21)}", (await double([1]))[0])


asyncio.run(main())
