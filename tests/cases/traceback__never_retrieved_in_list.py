import asyncio


async def fail(n):
    raise ValueError(f"task {n}")


async def main():
    tasks = [asyncio.create_task(fail(n), name=f"t{n}") for n in range(2)]
    await asyncio.sleep(0.1)
    print("main is done without looking")


asyncio.run(main())
