# finds: cut-off:7
import asyncio
async def log(x):
    await asyncio.sleep(2)
    print("logged", x)
async def main():
    asyncio.create_task(log("a"))
    print("done")
asyncio.run(main())
