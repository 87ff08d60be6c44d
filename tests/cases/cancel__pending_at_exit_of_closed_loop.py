"""A loop that is closed lets its tasks go: those that the program can name are told of first, then closed."""
import asyncio


async def wait(name):
    try:
        await asyncio.sleep(5)
    finally:
        print("finally", name)


async def main():
    asyncio.create_task(wait("lost"))
    await asyncio.sleep(0.1)


loop = asyncio.new_event_loop()
held = loop.create_task(wait("held"), name="held")
loop.run_until_complete(main())
loop.close()
print("the program ends")
