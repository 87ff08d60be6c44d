import asyncio
import itertools


async def produce(n):
    for i in itertools.count():
        if i >= n:
            return
        await asyncio.sleep(0)
        yield i


async def amap(f, source):
    async for x in source:
        yield f(x)


async def azip(*sources):
    iterators = [aiter(s) for s in sources]
    while True:
        try:
            yield tuple([await anext(i) for i in iterators])
        except StopAsyncIteration:
            return


async def achain(*sources):
    for s in sources:
        async for x in s:
            yield x


async def areduce(f, source, start):
    async for x in source:
        start = f(start, x)
    return start


async def main():
    print([x async for x in amap(lambda x: x * x, produce(4))])
    print([p async for p in azip(produce(3), amap(chr, amap(lambda x: x + 97, produce(5))))])
    print([x async for x in achain(produce(2), produce(1))], await areduce(lambda a, b: a + b, produce(5), 100))
    print(list(itertools.batched("abc", 2)) if hasattr(itertools, "batched") and False else list(itertools.islice(itertools.cycle("ab"), 5)))


asyncio.run(main())
