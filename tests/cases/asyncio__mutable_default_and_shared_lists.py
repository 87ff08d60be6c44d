import asyncio


async def collect(item, bucket=[]):
    await asyncio.sleep(0)
    bucket.append(item)
    return bucket


async def fixed(item, bucket=None):
    bucket = [] if bucket is None else bucket
    bucket.append(item)
    return bucket


async def main():
    print(await collect(1), await collect(2))
    print(await fixed(1), await fixed(2))
    print(collect.__defaults__, fixed.__defaults__)
    callbacks = []
    for i in range(3):
        async def late():
            return i

        async def bound(i=i):
            return i
        callbacks.append((late, bound))
    print([(await a(), await b()) for a, b in callbacks])


asyncio.run(main())
