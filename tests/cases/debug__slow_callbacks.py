import asyncio, time, logging, sys

async def slow():
    time.sleep(0.2)
    await asyncio.sleep(0)
    time.sleep(0.15)

def callback(x):
    time.sleep(0.3)

async def main():
    loop = asyncio.get_running_loop()
    print(loop.get_debug(), loop.slow_callback_duration)
    t = asyncio.create_task(slow(), name="slow one")
    print(t)
    f = loop.create_future()
    print(f)
    h = loop.call_soon(callback, 5)
    print(h)
    await t
    print(t)
    await asyncio.sleep(1)
    loop.slow_callback_duration = 10
    time.sleep(1)

asyncio.run(main(), debug=True)
