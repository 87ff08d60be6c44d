import asyncio


async def fails(n):
    await asyncio.sleep(n / 10)
    raise ValueError(f"number {n}")


async def main():
    async with asyncio.TaskGroup() as group:
        group.create_task(fails(1))
        group.create_task(fails(1))


asyncio.run(main())
