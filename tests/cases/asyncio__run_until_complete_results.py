import asyncio


async def fail():
    raise ValueError("inside")


async def ok():
    return "fine"


loop = asyncio.new_event_loop()
print(loop.run_until_complete(ok()))
try:
    loop.run_until_complete(fail())
except ValueError as e:
    print("raised", e)
task = loop.create_task(ok())
print(task.done())
print(loop.run_until_complete(task), task.done())
print(loop.run_until_complete(asyncio.gather(ok(), ok())) if False else loop.run_until_complete(asyncio.wait_for(ok(), 1)))
stopper = loop.create_future()
loop.call_soon(loop.stop)
try:
    loop.run_until_complete(stopper)
except RuntimeError as e:
    print(e)
stopper.cancel()
loop.run_until_complete(asyncio.sleep(0))
loop.close()
loop.close()
print(loop.is_closed())
