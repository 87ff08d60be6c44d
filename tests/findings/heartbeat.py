# finds: nothing
import asyncio
async def heartbeat():
    while True:
        print("beat")
        await asyncio.sleep(0.5)
async def work():
    await asyncio.sleep(2)
    return 42
async def main():
    hb = asyncio.create_task(heartbeat())
    print(await work())
    hb.cancel()
asyncio.run(main())
