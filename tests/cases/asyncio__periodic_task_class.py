import asyncio


class Periodic:
    def __init__(self, func, period):
        self.func, self.period, self._task = func, period, None

    async def _run(self):
        loop = asyncio.get_running_loop()
        nxt = loop.time()
        while True:
            nxt += self.period
            result = self.func()
            if asyncio.iscoroutine(result):
                await result
            await asyncio.sleep(max(0, nxt - loop.time()))

    def start(self):
        self._task = asyncio.create_task(self._run())
        return self

    async def stop(self):
        self._task.cancel()
        try:
            await self._task
        except asyncio.CancelledError:
            return True


ticks = []


async def slow_tick():
    await asyncio.sleep(0.03)
    ticks.append(round(asyncio.get_running_loop().time(), 1))


async def main():
    p = Periodic(slow_tick, 0.2).start()
    q = Periodic(lambda: ticks.append("q"), 0.5).start()
    await asyncio.sleep(1.1)
    print(await p.stop(), await q.stop(), ticks)


asyncio.run(main())
