import asyncio


async def hello():
    print("Hello ...")
    await asyncio.sleep(1)
    print("... World!")


asyncio.run(hello())
loop = asyncio.new_event_loop()
try:
    loop.run_until_complete(hello())
finally:
    loop.close()
print(asyncio.iscoroutinefunction(hello), type(hello).__name__)
c = hello()
print(type(c).__name__, c.__name__, asyncio.iscoroutine(c))
c.close()
