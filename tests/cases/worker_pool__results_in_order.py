import asyncio
import itertools
import operator


class Pool:
    def __init__(self, size):
        self._size = size
        self._queue = asyncio.Queue()
        self._workers = []
        self._ids = itertools.count(1)

    async def __aenter__(self):
        self._workers = [asyncio.create_task(self._work(next(self._ids))) for _ in range(self._size)]
        return self

    async def __aexit__(self, *exc_info):
        await self._queue.join()
        for worker in self._workers:
            worker.cancel()
        results = await asyncio.gather(*self._workers, return_exceptions=True)
        print("workers:", [type(r).__name__ for r in results])

    async def _work(self, ident):
        while True:
            future, func, args, kwargs = await self._queue.get()
            try:
                result = await func(*args, **kwargs)
            except Exception as e:
                future.set_exception(e)
            else:
                future.set_result((ident, result))
            finally:
                self._queue.task_done()

    def submit(self, func, /, *args, **kwargs):
        future = asyncio.get_running_loop().create_future()
        self._queue.put_nowait((future, func, args, kwargs))
        return future

    async def map(self, func, *iterables):
        for future in [self.submit(func, *args) for args in zip(*iterables)]:
            yield await future


async def slow_op(op, a, b, *, delay=0.1):
    await asyncio.sleep(delay * (3 - a % 3))
    return op(a, b)


async def main():
    async with Pool(3) as pool:
        async for ident, value in pool.map(slow_op, [operator.add] * 6, range(6), range(10, 16)):
            print(ident, value)
        bad = pool.submit(slow_op, operator.truediv, 1, 0, delay=0.2)
        good = pool.submit(slow_op, operator.pow, b=3, a=2)
        try:
            await bad
        except ZeroDivisionError as e:
            print("bad:", e)
        print("good:", await good)


asyncio.run(main())
