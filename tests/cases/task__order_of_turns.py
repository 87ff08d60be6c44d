import asyncio


async def stepper(name, steps):
    for step in range(steps):
        print(f"{name}{step}", end=" ")
        await asyncio.sleep(0)
    print(f"{name}!", end=" ")


async def main():
    tasks = [asyncio.create_task(stepper(n, s)) for n, s in (("a", 3), ("b", 1), ("c", 2))]
    print("created", end=" ")
    await asyncio.sleep(0)
    print("main", end=" ")
    for task in tasks:
        await task
    print()
    asyncio.get_running_loop().call_soon(print, "soon")
    late = asyncio.create_task(stepper("d", 1))
    print("before", end=" ")
    await late
    print("after")


asyncio.run(main())
