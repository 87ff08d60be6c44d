# finds: queue-grows:7
import queue, threading, time

def make(jobs):
    for number in range(60):
        jobs.put(number)
        time.sleep(0.01)

def take(jobs):
    while True:
        jobs.get()
        time.sleep(0.1)

jobs = queue.Queue()
threading.Thread(target=take, args=(jobs,), daemon=True).start()
make(jobs)
