import asyncio


async def waiter(event, name):
    print(name, "waits")
    await event.wait()
    print(name, "goes on")


async def main():
    event = asyncio.Event()
    tasks = [asyncio.create_task(waiter(event, n)) for n in ("a", "b")]
    await asyncio.sleep(1)
    print("set", event.is_set())
    event.set()
    event.clear()  # those who waited go on all the same
    await asyncio.gather(*tasks)
    print(event.is_set())
    event.set()
    print(await event.wait())
    event.clear()
    try:
        await asyncio.wait_for(event.wait(), 0.5)
    except TimeoutError:
        print("nobody set it")


asyncio.run(main())
