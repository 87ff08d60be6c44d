# finds: deadlock:5
import queue, threading

def take(jobs):
    print(jobs.get())

jobs = queue.Queue()
worker = threading.Thread(target=take, args=(jobs,))
worker.start()
worker.join()
