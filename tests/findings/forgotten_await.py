# finds: never-awaited:8
import asyncio
async def save(x):
    await asyncio.sleep(0.1)
    print("saved", x)
async def main():
    for i in range(3):
        save(i)
    await asyncio.sleep(0.5)
asyncio.run(main())
