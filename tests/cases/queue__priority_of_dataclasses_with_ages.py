"""A priority queue of ordered dataclasses, with ties by arrival, fields left out of comparisons, and ageing."""
import asyncio
import itertools
from dataclasses import dataclass, field, replace


@dataclass(order=True, frozen=True)
class Job:
    priority: int
    number: int = field(default_factory=itertools.count().__next__)
    name: str = field(default="", compare=False)
    payload: dict = field(default_factory=dict, compare=False, repr=False, hash=False)


async def age(queue, every):
    while True:
        await asyncio.sleep(every)
        waiting = []
        while not queue.empty():
            waiting.append(queue.get_nowait())
        for job in waiting:
            queue.put_nowait(replace(job, priority=max(0, job.priority - 1)))


async def main():
    queue = asyncio.PriorityQueue()
    for name, priority in [("sweep", 4), ("mail", 2), ("alarm", 0), ("print", 2)]:
        await queue.put(Job(priority, name=name, payload={"from": name}))
    ageing = asyncio.create_task(age(queue, 2))
    for turn in range(7):
        job = await queue.get()
        print(turn, job, job.payload)
        if turn < 3:
            queue.put_nowait(Job(1, name=f"new {turn}"))
        await asyncio.sleep(0.9)
    ageing.cancel()
    print(queue.empty(), Job(1, 5) < Job(1, 6), Job(1, 5, "a") == Job(1, 5, "b"), len({Job(1, 5, "a"), Job(1, 5, "b")}))
    try:
        queue.put_nowait(Job(1))
        queue.put_nowait("text")
    except TypeError as error:
        print(error)


asyncio.run(main())
