import asyncio

balance = 100


async def unsafe(amount):
    global balance
    current = balance
    await asyncio.sleep(0.01)
    balance = current - amount


async def safe(amount, lock):
    global balance
    async with lock:
        current = balance
        await asyncio.sleep(0.01)
        balance = current - amount


async def main():
    global balance
    await asyncio.gather(*(unsafe(10) for _ in range(5)))
    print("unsafe", balance)
    balance = 100
    lock = asyncio.Lock()
    await asyncio.gather(*(safe(10, lock) for _ in range(5)))
    print("safe", balance)


asyncio.run(main())
