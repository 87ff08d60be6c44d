# finds: queue-grows:8
import asyncio
async def producer(q):
    n = 0
    while n < 200:
        await q.put(n)
        n += 1
        await asyncio.sleep(0.01)
async def consumer(q):
    while True:
        item = await q.get()
        await asyncio.sleep(0.05)
async def main():
    q = asyncio.Queue()
    c = asyncio.create_task(consumer(q))
    await producer(q)
    c.cancel()
asyncio.run(main())
