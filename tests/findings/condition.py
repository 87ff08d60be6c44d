# finds: nothing
import asyncio
async def consumer(cond, items):
    async with cond:
        await cond.wait_for(lambda: items)
        print(items.pop())
async def main():
    cond, items = asyncio.Condition(), []
    cs = [asyncio.create_task(consumer(cond, items)) for _ in range(2)]
    await asyncio.sleep(0.1)
    for i in range(2):
        async with cond:
            items.append(i)
            cond.notify()
        await asyncio.sleep(0.1)
    await asyncio.gather(*cs)
asyncio.run(main())
