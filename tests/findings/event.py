# finds: nothing
import asyncio
async def waiter(event, n):
    await event.wait()
    print("go", n)
async def main():
    event = asyncio.Event()
    ws = [asyncio.create_task(waiter(event, i)) for i in range(3)]
    await asyncio.sleep(1)
    event.set()
    await asyncio.gather(*ws)
asyncio.run(main())
