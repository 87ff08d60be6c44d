import asyncio


async def add(a, b):
    await asyncio.sleep(0.1)
    return a + b


loop = asyncio.new_event_loop()
asyncio.set_event_loop(loop)
try:
    print(loop.run_until_complete(add(1, 2)))
    task = loop.create_task(add(3, 4))
    print(loop.run_until_complete(task))
    print(loop.run_until_complete(asyncio.gather(add(5, 6), add(7, 8))))
    print(loop.is_running(), loop.is_closed())
finally:
    loop.close()

try:
    asyncio.get_running_loop()
except RuntimeError as error:
    print(error)

with asyncio.Runner() as runner:
    print(runner.run(add("x", "y")))
    print(runner.run(add([1], [2])))
