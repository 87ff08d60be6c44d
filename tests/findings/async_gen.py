# finds: nothing
import asyncio
async def pages():
    for n in range(5):
        await asyncio.sleep(0.2)
        yield n
async def store(n):
    await asyncio.sleep(0.2)
async def main():
    async for page in pages():
        await store(page)
asyncio.run(main())
