# finds: nothing
import threading, time

def transfer(one, other):
    with one:
        time.sleep(0.1)
        with other:
            print("moved")

first, second = threading.RLock(), threading.RLock()
workers = [threading.Thread(target=transfer, args=(first, second)) for _ in range(2)]
for worker in workers: worker.start()
for worker in workers: worker.join()
