# finds: never-retrieved:5
import asyncio
async def fail():
    await asyncio.sleep(0.1)
    raise RuntimeError("boom")
async def main():
    t = asyncio.create_task(fail())
    await asyncio.sleep(0.5)
    print("all well")
asyncio.run(main())
