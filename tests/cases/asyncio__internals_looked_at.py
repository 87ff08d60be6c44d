"""Programs that show how asyncio works read its objects' private attributes."""
import asyncio
from collections import deque


class Pool:
    def __init__(self):
        self.semaphore = asyncio.Semaphore(2)
        self.lock = asyncio.Lock()
        self.event = asyncio.Event()
        self.condition = asyncio.Condition()
        self.queue = asyncio.Queue(maxsize=3)

    def show(self, label):
        print(
            label,
            self.semaphore._value, len(self.semaphore._waiters or ()),
            self.lock._locked, len(self.lock._waiters or ()),
            self.event._value, len(self.event._waiters), len(self.condition._waiters),
            self.queue._maxsize, list(self.queue._queue), self.queue._unfinished_tasks,
            len(self.queue._getters), len(self.queue._putters),
        )


async def user(pool, number):
    async with pool.semaphore:
        await pool.queue.put(number)
        pool.show(f"user {number}:")
        async with pool.lock:
            await asyncio.sleep(0.1)
        await pool.event.wait()
    async with pool.condition:
        await pool.condition.wait()


async def main():
    pool = Pool()
    print(isinstance(pool.event._waiters, deque), type(pool.queue._queue).__name__)
    users = [asyncio.create_task(user(pool, number)) for number in range(6)]
    await asyncio.sleep(0.05)
    pool.show("early:")
    pool.event.set()
    await asyncio.sleep(1)
    pool.show("late:")
    while not pool.queue.empty():
        pool.queue.get_nowait()
        await asyncio.sleep(0.2)
    pool.show("emptied:")
    getter = asyncio.create_task(pool.queue.get())
    await asyncio.sleep(0)
    pool.show("asked:")
    getter.cancel()
    await asyncio.sleep(0.1)
    async with pool.condition:
        pool.condition.notify_all()
    await asyncio.gather(*users)

    loop = asyncio.get_running_loop()
    handle = loop.call_later(5, print, "never", 1)
    print(handle._callback, handle._args, handle._cancelled, handle._when == handle.when())
    handle.cancel()
    print(handle._callback, handle._args, handle._cancelled)
    future = loop.create_future()
    print(future._state, future._result)
    future.set_result(3)
    print(future._state, future._result)


asyncio.run(main())
