import asyncio
from collections import deque


class Bucket:
    def __init__(self, rate, capacity):
        self.rate, self.capacity, self.tokens = rate, capacity, capacity
        self.waiters = deque()

    async def refill(self):
        while True:
            await asyncio.sleep(1 / self.rate)
            self.tokens = min(self.capacity, self.tokens + 1)
            while self.waiters and self.tokens:
                waiter = self.waiters.popleft()
                if not waiter.done():
                    self.tokens -= 1
                    waiter.set_result(None)

    async def take(self):
        if self.tokens and not self.waiters:
            self.tokens -= 1
            return
        waiter = asyncio.get_running_loop().create_future()
        self.waiters.append(waiter)
        await waiter


async def client(bucket, n):
    await bucket.take()
    print(f"{asyncio.get_running_loop().time():.1f} client {n}")


async def main():
    bucket = Bucket(rate=2, capacity=3)
    refill = asyncio.create_task(bucket.refill())
    clients = [asyncio.create_task(client(bucket, n)) for n in range(7)]
    await asyncio.sleep(0)
    clients[4].cancel()
    await asyncio.gather(*clients, return_exceptions=True)
    refill.cancel()
    print("cancelled:", [c.cancelled() for c in clients])


asyncio.run(main())
