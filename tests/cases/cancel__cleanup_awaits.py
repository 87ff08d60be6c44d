import asyncio


async def session():
    print("open")
    try:
        while True:
            await asyncio.sleep(0.3)
            print("beat")
    finally:
        await asyncio.sleep(0.5)
        print("closed after a while")


async def main():
    task = asyncio.create_task(session())
    await asyncio.sleep(1)
    task.cancel()
    print("cancel requested:", task.cancelling())
    await asyncio.sleep(0.1)
    print("done yet?", task.done())
    await asyncio.wait([task])
    print("now?", task.done())

    # A second cancellation interrupts the clean-up itself.
    task = asyncio.create_task(session())
    await asyncio.sleep(0.1)
    task.cancel()
    await asyncio.sleep(0.1)
    task.cancel()
    await asyncio.wait([task])
    print("cut short:", task.cancelled())


asyncio.run(main())
