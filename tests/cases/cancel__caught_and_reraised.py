import asyncio


async def polite():
    try:
        await asyncio.sleep(10)
    except asyncio.CancelledError as error:
        print("polite:", error.args)
        raise
    finally:
        print("polite: finally")


async def rude():
    while True:
        try:
            await asyncio.sleep(10)
        except asyncio.CancelledError:
            print("rude: ignored")
            return "survived"


async def main():
    task = asyncio.create_task(polite())
    await asyncio.sleep(0)
    print(task.cancel("please"), task.cancelled())
    try:
        await task
    except asyncio.CancelledError as error:
        print("main:", error.args, task.cancelled())

    task = asyncio.create_task(rude())
    await asyncio.sleep(0)
    task.cancel()
    print(await task, task.cancelled(), task.cancel())

    task = asyncio.create_task(polite())
    task.cancel()  # before its first step: its body never runs
    await asyncio.gather(task, return_exceptions=True)
    print(task.cancelled())


asyncio.run(main())
