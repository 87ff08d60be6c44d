import asyncio
import random
from collections import defaultdict

random.seed(42)
SENTINEL = object()


async def producer(name, queue, count):
    for i in range(count):
        await asyncio.sleep(random.uniform(0.01, 0.05))
        item = (name, i, random.randint(1, 100))
        await queue.put(item)
        print(f"[{name}] put {item[1:]} (size={queue.qsize()})")
    print(f"[{name}] done")


async def consumer(name, queue, stats):
    while (item := await queue.get()) is not SENTINEL:
        source, index, value = item
        await asyncio.sleep(0.02 + value / 2000)
        stats[name].append(value)
        print(f"    [{name}] got {value:3d} from {source}#{index}")
        queue.task_done()
    queue.task_done()


async def main():
    queue = asyncio.Queue(maxsize=3)
    stats = defaultdict(list)
    consumers = [asyncio.create_task(consumer(f"C{i}", queue, stats), name=f"consumer-{i}") for i in range(2)]
    async with asyncio.TaskGroup() as group:
        for i in range(3):
            group.create_task(producer(f"P{i}", queue, 4))
    await queue.join()
    for _ in consumers:
        await queue.put(SENTINEL)
    await asyncio.gather(*consumers)
    for name, values in sorted(stats.items()):
        print(f"{name}: n={len(values)} sum={sum(values)} mean={sum(values) / len(values):.2f}")
    print(queue, queue.empty(), queue.full())


if __name__ == "__main__":
    asyncio.run(main())
