# finds: nothing
import queue, threading, time

def take(jobs):
    while (job := jobs.get()) is not None:
        time.sleep(0.1)

jobs = queue.Queue(maxsize=5)
worker = threading.Thread(target=take, args=(jobs,))
worker.start()
for number in range(40):
    jobs.put(number)
jobs.put(None)
worker.join()
