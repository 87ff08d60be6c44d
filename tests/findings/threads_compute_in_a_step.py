# finds: nothing
import asyncio, threading

def compute():
    sum(number * number for number in range(300_000))

async def main():
    for _ in range(30):
        threading.Thread(target=compute).start()
    await asyncio.sleep(0.1)

asyncio.run(main())
