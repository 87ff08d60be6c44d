# finds: deadlock:4
import asyncio
async def waiter(event):
    await event.wait()
async def main():
    event = asyncio.Event()
    await asyncio.gather(waiter(event), waiter(event))
asyncio.run(main())
