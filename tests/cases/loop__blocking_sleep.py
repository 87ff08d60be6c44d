import asyncio
import time


async def heartbeat():
    for _ in range(4):
        print(f"beat {time.monotonic():.1f}")
        await asyncio.sleep(0.5)


async def blocker():
    await asyncio.sleep(0.6)
    print(f"blocking at {time.monotonic():.1f}")
    time.sleep(2)
    print(f"released at {time.monotonic():.1f}")


async def main():
    await asyncio.gather(heartbeat(), blocker())
    try:
        time.sleep(-1)
    except ValueError as error:
        print(error)


asyncio.run(main())
print(int(time.time()))
