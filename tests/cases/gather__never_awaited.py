"""What is said of a `gather` that nobody awaits, and of attributes that tasks have not."""
import asyncio


async def fails():
    raise ValueError("lost")


async def main():
    asyncio.gather(fails())
    await asyncio.sleep(0.1)
    for attempt in (lambda: asyncio.Task.all_tasks(), lambda: asyncio.current_task().name, lambda: asyncio.Future().data):
        try:
            attempt()
        except AttributeError as error:
            print(error)


asyncio.run(main())
