import asyncio


async def leaf(n, delay):
    await asyncio.sleep(delay)
    print("leaf", n)
    return n


async def branch(n):
    return sum(await asyncio.gather(leaf(n, n / 10), leaf(n * 10, 0.05)))


async def main():
    print(await asyncio.gather())
    print(await asyncio.gather(branch(1), asyncio.gather(branch(2), branch(3)), leaf(9, 0)))
    c = leaf(5, 0.1)
    print(await asyncio.gather(c, c))
    fut = asyncio.gather(leaf(1, 5), leaf(2, 5))
    await asyncio.sleep(0.1)
    print(fut)
    fut.cancel()
    try:
        await fut
    except asyncio.CancelledError as e:
        print("cancelled", repr(e), fut.cancelled(), fut.done())
    results = await asyncio.gather(leaf(1, 0), asyncio.sleep(0.01, "slept"), asyncio.wait_for(leaf(7, 1), 0.1),
                                   return_exceptions=True)
    print(results)
    t = asyncio.create_task(leaf(3, 0.2))
    g = asyncio.gather(t, asyncio.shield(t))
    t.cancel()
    try:
        await g
    except asyncio.CancelledError:
        print("inner cancel propagates", g.done(), type(g).__name__)


asyncio.run(main())
