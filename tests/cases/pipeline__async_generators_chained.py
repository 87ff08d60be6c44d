import asyncio
from contextlib import aclosing


async def numbers(limit):
    try:
        for n in range(limit):
            await asyncio.sleep(0.01)
            yield n
    finally:
        print("numbers closed")


async def only(predicate, source):
    async for item in source:
        if predicate(item):
            yield item


async def mapped(func, source):
    async for item in source:
        yield await func(item)


async def take(n, source):
    if n <= 0:
        return
    async for item in source:
        yield item
        n -= 1
        if n == 0:
            return


async def batches(size, source):
    batch = []
    async for item in source:
        batch.append(item)
        if len(batch) == size:
            yield batch
            batch = []
    if batch:
        yield batch


async def cube(n):
    await asyncio.sleep(0.005)
    return n ** 3


async def merge(*sources):
    queue = asyncio.Queue()
    done = object()

    async def pump(source):
        async for item in source:
            await queue.put(item)
        await queue.put(done)

    tasks = [asyncio.create_task(pump(s)) for s in sources]
    left = len(tasks)
    while left:
        item = await queue.get()
        if item is done:
            left -= 1
        else:
            yield item


async def main():
    source = numbers(20)
    async with aclosing(source):
        async for batch in batches(2, take(5, mapped(cube, only(lambda n: n % 2, source)))):
            print(batch)
    print([x async for x in merge(numbers(3), mapped(cube, numbers(4)))])
    total = 0
    async for i in take(3, numbers(100)):
        total += i
    else:
        print("exhausted", total)


asyncio.run(main())
