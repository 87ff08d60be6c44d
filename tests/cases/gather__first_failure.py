import asyncio


async def worker(name, delay, fail=False):
    try:
        await asyncio.sleep(delay)
        if fail:
            raise ValueError(f"{name} failed")
        print(name, "finished")
        return name
    finally:
        print(name, "left")


async def main():
    try:
        await asyncio.gather(worker("a", 0.1), worker("b", 0.2, fail=True), worker("c", 0.3))
    except ValueError as error:
        print("caught:", error)
    # The others go on: gather does not cancel them.
    await asyncio.sleep(0.5)
    print("main done")


asyncio.run(main())
