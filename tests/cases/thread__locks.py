import threading
import time

lock = threading.Lock()
print(lock.locked(), lock.acquire(), lock.locked(), lock.acquire(False), lock.acquire(timeout=0.01))
lock.release()
try:
    lock.release()
except RuntimeError as error:
    print(error)
for arguments in ((False, 1), (True, -5)):
    try:
        lock.acquire(*arguments)
    except ValueError as error:
        print(error)

balance = 0


def deposit():
    global balance
    for _ in range(50):
        with lock:
            seen = balance
            if _ % 10 == 0:
                time.sleep(0.0005)
            balance = seen + 1


threads = [threading.Thread(target=deposit) for _ in range(4)]
for t in threads:
    t.start()
for t in threads:
    t.join()
print(balance)

rlock = threading.RLock()
with rlock:
    with rlock:
        print("twice")
    done = []
    t = threading.Thread(target=lambda: done.append(rlock.acquire(blocking=False)))
    t.start()
    t.join()
    print(done)
try:
    rlock.release()
except RuntimeError as error:
    print(error)

semaphore = threading.Semaphore(2)
running = 0
most = 0


def limited(n):
    global running, most
    with semaphore:
        running += 1
        most = max(most, running)
        time.sleep(0.01)
        running -= 1


threads = [threading.Thread(target=limited, args=(n,)) for n in range(6)]
for t in threads:
    t.start()
for t in threads:
    t.join()
print("at most", most)
bounded = threading.BoundedSemaphore(1)
try:
    bounded.release()
except ValueError as error:
    print(error)
print(semaphore.acquire(), semaphore.acquire(timeout=0.01), semaphore.acquire(timeout=0.01))

event = threading.Event()
gone_on = []


def waiter(n):
    print("waits", n)
    event.wait()
    gone_on.append(n)


threads = [threading.Thread(target=waiter, args=(n,)) for n in range(2)]
for t in threads:
    t.start()
print(event.is_set(), event.wait(0.02))
event.set()
for t in threads:
    t.join()
print(event.is_set(), event.wait(), sorted(gone_on))
event.clear()
print(event.is_set())

items = []
condition = threading.Condition()


def consumer():
    with condition:
        while not items:
            condition.wait()
        print("consumed", items.pop())


threads = [threading.Thread(target=consumer) for _ in range(2)]
for t in threads:
    t.start()
for item in "ab":
    with condition:
        items.append(item)
        condition.notify()
    time.sleep(0.02)
for t in threads:
    t.join()
with condition:
    print(condition.wait(0.01), condition.wait_for(lambda: True), condition.wait_for(lambda: 0, timeout=0.01))
try:
    condition.notify()
except RuntimeError as error:
    print(error)
try:
    condition.wait()
except RuntimeError as error:
    print(error)

barrier = threading.Barrier(3, action=lambda: print("all are here"))
order = []


def party(n):
    time.sleep(0.02 * n)
    index = barrier.wait()
    order.append((n, index))


threads = [threading.Thread(target=party, args=(n,)) for n in range(3)]
for t in threads:
    t.start()
for t in threads:
    t.join()
print(sorted(order), barrier.n_waiting, barrier.parties, barrier.broken)
try:
    barrier.wait(timeout=0.01)
except threading.BrokenBarrierError:
    print("broken", barrier.broken)
barrier.reset()
print(barrier.broken)
