# finds: deadlock:7
import threading, time

def transfer(one, other):
    with one:
        time.sleep(0.1)
        with other:
            print("moved")

first, second = threading.Lock(), threading.Lock()
workers = [threading.Thread(target=transfer, args=pair, name=name)
           for name, pair in (("one", (first, second)), ("two", (second, first)))]
for worker in workers: worker.start()
for worker in workers: worker.join()
