import queue
import threading
import time

data = threading.local()
data.value = "main"


def use(n):
    print(hasattr(data, "value"))
    data.value = n
    time.sleep(0.02)
    print(n, data.value, data.__dict__)


threads = [threading.Thread(target=use, args=(n,)) for n in range(2)]
for t in threads:
    t.start()
    time.sleep(0.005)
for t in threads:
    t.join()
print(data.value)
try:
    data.other
except AttributeError as error:
    print(error)


class Counted(threading.local):
    kind = "counted"

    def __init__(self, start):
        self.count = start


counted = Counted(5)
counted.count += 1
seen = []
t = threading.Thread(target=lambda: seen.append((counted.count, counted.kind)))
t.start()
t.join()
print(counted.count, seen)

timer = threading.Timer(0.02, print, args=("the timer fires",))
timer.start()
cancelled = threading.Timer(0.02, print, args=("never",))
cancelled.start()
cancelled.cancel()
timer.join()
cancelled.join()

jobs = queue.Queue(maxsize=2)
results = []


def worker():
    while True:
        job = jobs.get()
        if job is None:
            jobs.task_done()
            break
        time.sleep(0.002)
        results.append(job * 2)
        jobs.task_done()


workers = [threading.Thread(target=worker) for _ in range(2)]
for w in workers:
    w.start()
for n in range(6):
    jobs.put(n)
jobs.join()
print(sorted(results), jobs.empty(), jobs.qsize())
for _ in workers:
    jobs.put(None)
for w in workers:
    w.join()

try:
    jobs.get_nowait()
except queue.Empty as error:
    print("empty", repr(error), error.args)
try:
    jobs.get(timeout=0.01)
except queue.Empty:
    print("empty after a while")
jobs.put(1)
jobs.put(2)
print(jobs.full())
try:
    jobs.put(3, timeout=0.01)
except queue.Full:
    print("full")
try:
    jobs.put_nowait(3)
except queue.Full:
    print("full")
try:
    for _ in range(9):
        jobs.task_done()
except ValueError as error:
    print(error)
lifo, heap, simple = queue.LifoQueue(), queue.PriorityQueue(), queue.SimpleQueue()
for n in (3, 1, 2):
    lifo.put(n)
    heap.put(n)
    simple.put(n)
print([lifo.get() for _ in range(3)], [heap.get() for _ in range(3)], [simple.get() for _ in range(3)])
