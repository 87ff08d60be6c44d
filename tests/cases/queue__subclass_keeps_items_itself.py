"""Queues that keep their items in their own way: `_init`, `_put` and `_get`."""
import asyncio
import heapq


class UniqueQueue(asyncio.Queue):
    def _init(self, maxsize):
        self._queue = {}

    def _put(self, item):
        self._queue[item] = None

    def _get(self):
        item = next(iter(self._queue))
        del self._queue[item]
        return item


class Loud(asyncio.Queue):
    def _put(self, item):
        print("put", item)
        super()._put(item)

    def _get(self):
        item = super()._get()
        print("get", item)
        return item


class Largest(asyncio.PriorityQueue):
    def _put(self, item):
        super()._put(-item)

    def _get(self):
        return -super()._get()


class ByLength(asyncio.Queue):
    def _init(self, maxsize):
        self._queue = []
        self.count = 0

    def _put(self, item):
        self.count += 1
        heapq.heappush(self._queue, (len(item), self.count, item))

    def _get(self):
        return heapq.heappop(self._queue)[2]


class Tracked(asyncio.Queue):
    async def put(self, item):
        await super().put(item)
        print("waited to put", item)


async def main():
    unique = UniqueQueue()
    for item in "abracadabra":
        unique.put_nowait(item)
    print(unique.qsize(), [await unique.get() for _ in range(5)], unique.empty())

    loud = Loud(1)
    producer = asyncio.create_task(loud.put("first"))
    await producer
    waiting = asyncio.create_task(loud.put("second"))
    await asyncio.sleep(0)
    print(await loud.get(), await loud.get(), loud.full(), list(loud._queue))
    await waiting

    largest = Largest()
    for number in 3, 1, 2:
        await largest.put(number)
    print([largest.get_nowait() for _ in range(3)])

    lengths = ByLength()
    for word in "three", "a", "to", "b":
        lengths.put_nowait(word)
    print([await lengths.get() for _ in range(4)], lengths.count)

    tracked = Tracked(1)
    await asyncio.gather(tracked.put(1), tracked.put(2), tracked.get())
    plain = asyncio.Queue()
    plain.put_nowait(1)
    print(tracked.qsize(), plain._queue, asyncio.LifoQueue()._queue)


asyncio.run(main())
