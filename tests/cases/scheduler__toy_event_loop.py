import heapq
from collections import deque


class Sleep:
    def __init__(self, seconds):
        self.seconds = seconds

    def __await__(self):
        yield self


class Loop:
    def __init__(self):
        self.now, self.ready, self.sleeping, self.serial = 0.0, deque(), [], 0

    def spawn(self, coroutine):
        self.ready.append(coroutine)

    def run(self):
        while self.ready or self.sleeping:
            if not self.ready:
                self.now, _, coroutine = heapq.heappop(self.sleeping)
                self.ready.append(coroutine)
            coroutine = self.ready.popleft()
            try:
                request = coroutine.send(None)
            except StopIteration as stop:
                print(f"[{self.now:.1f}] {coroutine.__name__} returned {stop.value}")
            else:
                self.serial += 1
                heapq.heappush(self.sleeping, (self.now + request.seconds, self.serial, coroutine))


loop = Loop()


async def blink(colour, times, every):
    for n in range(times):
        print(f"[{loop.now:.1f}] {colour} {n}")
        await Sleep(every)
    return colour


loop.spawn(blink("red", 3, 1))
loop.spawn(blink("green", 2, 1.5))
loop.run()
