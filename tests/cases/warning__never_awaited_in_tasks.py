"""Coroutines that nobody awaits: in lists, in variables of tasks, told of once for each place."""
import asyncio


async def fetch():
    return 1


async def child():
    forgotten = fetch()
    await asyncio.sleep(0.1)


async def main():
    [fetch() for _ in range(3)]
    for _ in range(2):
        fetch()
        asyncio.sleep(1)
    await child()
    await asyncio.create_task(child())
    result = fetch()
    print("end of main", type(result).__name__)


asyncio.run(main())
print("after")
