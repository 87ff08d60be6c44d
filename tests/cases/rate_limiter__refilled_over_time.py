"""A rate limiter as an async context manager, which computes how long to wait."""
import asyncio
import time


class RateLimiter:
    def __init__(self, rate, per):
        self.rate, self.per = rate, per
        self.allowance = rate
        self.last = time.monotonic()

    async def __aenter__(self):
        while True:
            now = time.monotonic()
            self.allowance = min(self.rate, self.allowance + (now - self.last) * self.rate / self.per)
            self.last = now
            if self.allowance >= 1:
                self.allowance -= 1
                return self
            await asyncio.sleep((1 - self.allowance) * self.per / self.rate)

    async def __aexit__(self, *exc_info):
        return False


async def call(limiter, number, start):
    async with limiter:
        print(f"[{time.monotonic() - start:4.1f}] call {number}")


async def main():
    limiter = RateLimiter(rate=3, per=1.0)
    start = time.monotonic()
    await asyncio.gather(*(call(limiter, number, start) for number in range(8)))
    print(f"{limiter.allowance:.1f}")


asyncio.run(main())
