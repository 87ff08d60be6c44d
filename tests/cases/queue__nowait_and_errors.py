import asyncio


async def main():
    queue = asyncio.Queue(1)
    try:
        queue.get_nowait()
    except asyncio.QueueEmpty as error:
        print("empty", repr(error))
    queue.put_nowait("x")
    try:
        queue.put_nowait("y")
    except asyncio.QueueFull as error:
        print("full", repr(error))
    print(queue.get_nowait())
    queue.task_done()
    try:
        queue.task_done()
    except ValueError as error:
        print("ValueError:", error)
    await queue.join()
    print("joined")


asyncio.run(main())
