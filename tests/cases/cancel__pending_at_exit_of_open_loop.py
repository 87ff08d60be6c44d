"""A loop that is left open holds its tasks to the end: nothing is told, nothing is closed."""
import asyncio


async def forever(name):
    try:
        while True:
            await asyncio.sleep(1)
    finally:
        print("finally", name)


async def main():
    asyncio.create_task(forever("background"))
    await asyncio.sleep(0.1)
    print("main ends")


loop = asyncio.new_event_loop()
asyncio.set_event_loop(loop)
task = loop.create_task(forever("held"))
loop.run_until_complete(main())
print("the program ends")
