# finds: sequence:8
import asyncio
async def fetch(n):
    await asyncio.sleep(1)
    return n * 2
async def main():
    results = []
    for n in range(5):
        results.append(await fetch(n))
    print(results)
asyncio.run(main())
