# finds: cancel-swallowed:7
import asyncio
async def worker():
    while True:
        try:
            await asyncio.sleep(0.1)
        except asyncio.CancelledError:
            print("ignored")
            break
async def main():
    t = asyncio.create_task(worker())
    await asyncio.sleep(0.35)
    t.cancel()
    await t
asyncio.run(main())
