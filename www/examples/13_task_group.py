# Watch the group: when one member fails, the others are cancelled before the block is left.

import asyncio


async def climb(name, camps, falls_at=None):
    try:
        for camp in range(1, camps + 1):
            await asyncio.sleep(0.3)
            if camp == falls_at:
                raise RuntimeError(f"{name} lost a boot at camp {camp}")
            print(f"{name} reached camp {camp}")
        return camps
    except asyncio.CancelledError:
        print(f"{name} turns back with the others")
        raise


async def main():
    async with asyncio.TaskGroup() as rope:
        first = rope.create_task(climb("Tenzing", 2), name="Tenzing")
        second = rope.create_task(climb("Edmund", 2), name="Edmund")
    print("the first rope reached", first.result() + second.result(), "camps\n")

    try:
        async with asyncio.TaskGroup() as rope:
            rope.create_task(climb("Junko", 5), name="Junko")
            rope.create_task(climb("Reinhold", 5, falls_at=3), name="Reinhold")
            rope.create_task(climb("Wanda", 5), name="Wanda")
    except* RuntimeError as group:
        for error in group.exceptions:
            print("back at the base:", error)


asyncio.run(main())
