# finds: sequence:13
import asyncio
async def connect():
    await asyncio.sleep(0.3)
    print("connected")
async def send(msg):
    await asyncio.sleep(0.3)
    print("sent", msg)
async def close():
    await asyncio.sleep(0.1)
async def main():
    await connect()
    await send("a")
    await send("b")
    await close()
asyncio.run(main())
