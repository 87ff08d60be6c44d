import asyncio
from dataclasses import dataclass, field
from typing import Any
import heapq
import itertools


@dataclass(order=True)
class Job:
    priority: int
    name: str = field(compare=False)
    payload: Any = field(compare=False, default=None)


async def worker(name, queue, done):
    while True:
        job = await queue.get()
        print(f"{name}: {job.name} ({job.priority})")
        await asyncio.sleep(0.1)
        done.append(job)
        queue.task_done()


async def main():
    queue = asyncio.PriorityQueue()
    for p, n in [(3, "low"), (1, "urgent"), (2, "normal"), (1, "urgent too")]:
        queue.put_nowait(Job(p, n))
    done = []
    workers = [asyncio.create_task(worker(f"w{i}", queue, done)) for i in range(2)]
    await asyncio.sleep(0.05)
    await queue.put(Job(0, "interrupt"))
    await queue.join()
    for w in workers:
        w.cancel()
    print([j.name for j in done], done[0] < done[1], max(done).name)
    counter = itertools.count()
    q = asyncio.PriorityQueue(maxsize=3)
    for item in ("b", "a"):
        await q.put((1, next(counter), item))
    q.put_nowait((0, next(counter), "z"))
    print(q, q.full())
    try:
        q.put_nowait((5, 5, 5))
    except asyncio.QueueFull as e:
        print(repr(e))
    while not q.empty():
        print(q.get_nowait())
    try:
        q.get_nowait()
    except asyncio.QueueEmpty as e:
        print(repr(e))
    try:
        q.task_done(), q.task_done(), q.task_done(), q.task_done()
    except ValueError as e:
        print(e)
    lifo = asyncio.LifoQueue()
    for i in range(3):
        lifo.put_nowait(i)
    print([lifo.get_nowait() for _ in range(3)], lifo.qsize(), lifo)
    bad = asyncio.PriorityQueue()
    bad.put_nowait((1, {"a": 1}))
    try:
        bad.put_nowait((1, {"b": 2}))
    except TypeError as e:
        print(e)


asyncio.run(main())
