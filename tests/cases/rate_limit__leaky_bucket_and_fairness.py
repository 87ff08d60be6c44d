"""A leaky bucket lets calls through at even distances, and shares turns between its customers."""
import asyncio
from collections import Counter, deque


class LeakyBucket:
    def __init__(self, interval):
        self.interval = interval
        self.queues = {}
        self.turns = deque()
        self.drain = None

    async def turn(self, customer):
        future = asyncio.get_running_loop().create_future()
        queue = self.queues.setdefault(customer, deque())
        queue.append(future)
        if customer not in self.turns:
            self.turns.append(customer)
        if self.drain is None or self.drain.done():
            self.drain = asyncio.create_task(self.leak())
        await future

    async def leak(self):
        while self.turns:
            customer = self.turns.popleft()
            future = self.queues[customer].popleft()
            if not future.done():
                future.set_result(None)
                await asyncio.sleep(self.interval)
            if self.queues[customer]:
                self.turns.append(customer)


async def call(bucket, customer, number, log, start):
    await bucket.turn(customer)
    log.append((round(asyncio.get_running_loop().time() - start, 1), f"{customer}{number}"))


async def main():
    bucket, log = LeakyBucket(0.5), []
    start = asyncio.get_running_loop().time()
    calls = [call(bucket, customer, n, log, start) for customer, count in [("A", 5), ("B", 2), ("C", 1)]
             for n in range(count)]
    tasks = [asyncio.create_task(each) for each in calls]
    await asyncio.sleep(0.6)
    tasks[2].cancel()
    await asyncio.gather(*tasks, return_exceptions=True)
    print(log)
    print(Counter(name[0] for _, name in log), tasks[2].cancelled())


asyncio.run(main())
