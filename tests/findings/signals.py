# finds: nothing
import asyncio
async def get(sem):
    await sem.acquire()
    await sem.acquire()
async def main():
    sem = asyncio.Semaphore(1)
    await asyncio.wait_for(get(sem), 1)
try:
    asyncio.run(main())
except Exception as e:
    print(type(e))
