# finds: nothing
import asyncio
async def job(sem, n):
    async with sem:
        await asyncio.sleep(0.5)
        return n
async def main():
    sem = asyncio.Semaphore(2)
    print(await asyncio.gather(*(job(sem, i) for i in range(8))))
asyncio.run(main())
