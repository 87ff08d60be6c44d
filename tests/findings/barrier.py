# finds: nothing
import asyncio
async def runner(b, n):
    await asyncio.sleep(n * 0.1)
    await b.wait()
    print("go", n)
async def main():
    b = asyncio.Barrier(3)
    await asyncio.gather(*(runner(b, i) for i in range(3)))
asyncio.run(main())
