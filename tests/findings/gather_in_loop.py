# finds: nothing
import asyncio
async def fetch(n):
    await asyncio.sleep(0.2)
    return n
async def main():
    for batch in range(3):
        print(await asyncio.gather(*(fetch(batch * 3 + i) for i in range(3))))
asyncio.run(main())
