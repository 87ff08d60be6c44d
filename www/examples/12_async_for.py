# Watch two loops take turns: each async generator is suspended between its values.

import asyncio


async def sensor(name, period, count):
    for number in range(count):
        await asyncio.sleep(period)
        yield f"{name}-{number}"


async def follow(name, period, count):
    async for value in sensor(name, period, count):
        print("received", value)


async def main():
    await asyncio.gather(follow("wind", 0.3, 5), follow("rain", 0.5, 3))
    squares = [n * n async for n in countdown(5) if n % 2]
    print("odd squares:", squares)


async def countdown(start):
    while start > 0:
        yield start
        start -= 1
        await asyncio.sleep(0.1)


asyncio.run(main())
