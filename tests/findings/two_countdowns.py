# finds: sequence:9
import asyncio
async def countdown(name, n):
    while n > 0:
        print(name, n)
        await asyncio.sleep(1)
        n -= 1
async def main():
    await countdown("A", 3)
    await countdown("B", 2)
asyncio.run(main())
