import asyncio


async def bake(name, minutes):
    await asyncio.sleep(minutes)
    print("baked", name)
    return f"{name} in {minutes}"


async def main():
    async with asyncio.TaskGroup() as group:
        bread = group.create_task(bake("bread", 3))
        rolls = group.create_task(bake("rolls", 1), name="rolls")
        print("waiting for", rolls.get_name())
    print(bread.result(), "/", rolls.result())
    async with asyncio.TaskGroup() as group:
        async def add_more(depth):
            await asyncio.sleep(0.1)
            print("depth", depth)
            if depth:
                group.create_task(add_more(depth - 1))

        group.create_task(add_more(2))
    print("all done")


asyncio.run(main())
