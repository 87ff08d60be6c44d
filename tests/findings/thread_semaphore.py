# finds: nothing
import threading, time

def call(gate):
    with gate:
        time.sleep(1)

gate = threading.Semaphore(2)
threads = [threading.Thread(target=call, args=(gate,)) for _ in range(5)]
for thread in threads: thread.start()
for thread in threads: thread.join()
