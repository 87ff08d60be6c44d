import asyncio


async def fails():
    await asyncio.sleep(0.1)
    raise ValueError("nobody asks")


async def main():
    task = asyncio.create_task(fails(), name="lonely")
    await asyncio.sleep(1)
    print("done:", task.done())
    del task
    print("still here")


asyncio.run(main())
