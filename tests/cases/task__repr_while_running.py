"""A task that is running is shown with the line on which its coroutine stands."""
import asyncio


def show():
    print(asyncio.current_task())


async def inner():
    show()
    print(f"{asyncio.current_task()}")


async def main():
    task = asyncio.current_task()
    print(task)
    print(repr(task))
    show()
    await inner()
    for _ in range(2):
        print("in a loop:", task, end="\n")
    await asyncio.sleep(0)
    print(f"{task!r}", [task])


asyncio.run(main())
