# finds: lock-held:6
import threading, time

def take_turns(lock):
    with lock:
        time.sleep(1)

turn = threading.Lock()
names = ["first", "second", "third"]
threads = [threading.Thread(target=take_turns, args=(turn,), name=name) for name in names]
for thread in threads: thread.start()
for thread in threads: thread.join()
