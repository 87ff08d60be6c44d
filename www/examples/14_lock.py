# Watch the first till lose money between reading and writing; the lock makes the others wait their turn.

import asyncio


class Till:
    def __init__(self):
        self.money = 0
        self.lock = asyncio.Lock()

    async def pay_carelessly(self, amount):
        money = self.money  # read ...
        await asyncio.sleep(0.1)  # ... let others in ...
        self.money = money + amount  # ... and overwrite what they did

    async def pay(self, amount):
        async with self.lock:
            await self.pay_carelessly(amount)


async def main():
    till = Till()
    await asyncio.gather(*(till.pay_carelessly(10) for _ in range(8)))
    print(f"without a lock: 8 x 10 = {till.money}")

    till = Till()
    await asyncio.gather(*(till.pay(10) for _ in range(8)))
    print(f"with a lock:    8 x 10 = {till.money}")


asyncio.run(main())
