import asyncio


async def child(n):
    await asyncio.sleep(n / 10)
    if n == 1:
        raise ValueError(f"child {n}")
    try:
        await asyncio.sleep(5)
    finally:
        if n == 2:
            raise KeyError("while cleaning up")


async def main():
    async with asyncio.TaskGroup() as group:
        for n in range(3):
            group.create_task(child(n))
        print("spawned")


asyncio.run(main())
