"""Topics with wildcards, queues that overflow for slow subscribers, and subscriptions that end with their block."""
import asyncio
import fnmatch
from contextlib import contextmanager


class Broker:
    def __init__(self):
        self.subscribers = {}
        self.dropped = 0

    @contextmanager
    def subscribe(self, pattern, size=2):
        queue = asyncio.Queue(size)
        self.subscribers.setdefault(pattern, []).append(queue)
        try:
            yield queue
        finally:
            self.subscribers[pattern].remove(queue)

    def publish(self, topic, message):
        for pattern, queues in self.subscribers.items():
            if fnmatch.fnmatch(topic, pattern):
                for queue in queues:
                    if queue.full():
                        queue.get_nowait()
                        self.dropped += 1
                    queue.put_nowait((topic, message))


async def listen(broker, name, pattern, pause, until):
    heard = []
    with broker.subscribe(pattern) as queue:
        while not heard or heard[-1] != until:
            topic, message = await queue.get()
            heard.append(message)
            await asyncio.sleep(pause)
    print(f"{name}: {heard}")


async def main():
    broker = Broker()
    async with asyncio.TaskGroup() as group:
        group.create_task(listen(broker, "quick", "news.*", 0, "end"))
        group.create_task(listen(broker, "slow", "*", 3.3, "end"))
        group.create_task(listen(broker, "sport", "news.sport", 0, "goal"))
        for topic, message in [("news.sport", "goal"), ("weather", "rain"), ("news.world", "vote"),
                               ("weather", "sun"), ("weather", "wind"), ("news.world", "end"), ("weather", "fog")]:
            await asyncio.sleep(1)
            broker.publish(topic, message)
            if message == "end":
                broker.publish("all", "end")
    print("dropped", broker.dropped, {pattern: len(queues) for pattern, queues in broker.subscribers.items()})


asyncio.run(main())
