import asyncio
from collections import deque


class RateLimiter:
    def __init__(self, limit, period):
        self.limit, self.period = limit, period
        self.calls = deque()
        self.lock = asyncio.Lock()

    async def __aenter__(self):
        async with self.lock:
            loop = asyncio.get_running_loop()
            while True:
                now = loop.time()
                while self.calls and now - self.calls[0] >= self.period:
                    self.calls.popleft()
                if len(self.calls) < self.limit:
                    self.calls.append(now)
                    return self
                await asyncio.sleep(self.period - (now - self.calls[0]))

    async def __aexit__(self, exc_type, exc, tb):
        if exc_type is not None:
            print("swallowed", exc_type.__name__, exc)
            return True


async def request(limiter, n, start):
    async with limiter:
        elapsed = asyncio.get_running_loop().time() - start
        print(f"request {n} at {elapsed:.1f}")
        if n == 5:
            raise ConnectionError("five is refused")
        return n
    return -n


async def main():
    limiter = RateLimiter(3, 1.0)
    start = asyncio.get_running_loop().time()
    print(await asyncio.gather(*[request(limiter, i, start) for i in range(10)]))


asyncio.run(main())
