# finds: nothing
import asyncio
async def f(x):
    await asyncio.sleep(x)
    return x
async def main():
    t1 = asyncio.create_task(f(1))
    r1 = await t1
    t2 = asyncio.create_task(f(2))
    r2 = await t2
    print(r1 + r2)
asyncio.run(main())
