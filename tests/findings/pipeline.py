# finds: nothing
import asyncio
async def stage(name, inq, outq):
    while (item := await inq.get()) is not None:
        await asyncio.sleep(0.05)
        await outq.put(item + 1)
    await outq.put(None)
async def main():
    a, b, c = asyncio.Queue(5), asyncio.Queue(5), asyncio.Queue(5)
    s1 = asyncio.create_task(stage("s1", a, b))
    s2 = asyncio.create_task(stage("s2", b, c))
    for i in range(10):
        await a.put(i)
    await a.put(None)
    while (x := await c.get()) is not None:
        print(x)
    await asyncio.gather(s1, s2)
asyncio.run(main())
