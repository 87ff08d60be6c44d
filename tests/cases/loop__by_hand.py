import asyncio


async def work(n):
    print("start", n)
    await asyncio.sleep(n / 10)
    print("end", n)
    return n * n


loop = asyncio.new_event_loop()
asyncio.set_event_loop(loop)
print(loop, loop.is_running(), loop.is_closed())
task = loop.create_task(work(1))
task2 = asyncio.ensure_future(work(2), loop=loop)
print(loop.run_until_complete(asyncio.gather(task, task2)))


def stopper():
    print("stopping")
    loop.stop()


loop.call_later(0.5, stopper)
handle = loop.call_later(0.2, print, "never")
handle.cancel()
print(handle.cancelled())
loop.call_soon(print, "soon", 1, 2)
loop.run_forever()
print("forever is over", loop.is_running())
try:
    loop.run_until_complete(asyncio.sleep(-1, "neg"))
    print(loop.run_until_complete(asyncio.wait_for(work(5), 0.1)))
except asyncio.TimeoutError as e:
    print("timeout", repr(e))
loop.run_until_complete(loop.shutdown_asyncgens())
loop.close()
print(loop, loop.is_closed())
try:
    loop.run_until_complete(loop.shutdown_asyncgens)
except RuntimeError as e:
    print(e)
try:
    loop.call_soon(print)
except RuntimeError as e:
    print(e)
try:
    asyncio.get_running_loop()
except RuntimeError as e:
    print(e)
with asyncio.Runner() as runner:
    print(runner.run(work(1)))
    print(runner.get_loop().is_closed())
