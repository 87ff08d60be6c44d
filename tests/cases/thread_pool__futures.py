import concurrent.futures
import threading
import time
from concurrent.futures import ThreadPoolExecutor, as_completed, wait


def work(n):
    time.sleep(n / 50)
    return n * n


with ThreadPoolExecutor(max_workers=3, thread_name_prefix="pool") as pool:
    futures = {pool.submit(work, n): n for n in (3, 1, 2)}
    for future in as_completed(futures):
        print(futures[future], future.result(), future.done())
    print(list(pool.map(work, range(4))))
    print(list(pool.map(pow, (2, 3), (3, 2))))
    names = {f.result() for f in [pool.submit(lambda: threading.current_thread().name) for _ in range(3)]}
    print(all(name.startswith("pool_") for name in names))

with ThreadPoolExecutor(1) as pool:
    slow = pool.submit(time.sleep, 0.05)
    waiting = pool.submit(work, 1)
    print(slow.running(), waiting.running(), waiting.cancel(), waiting.cancelled(), slow.cancel())
    bad = pool.submit(lambda: 1 / 0)
    print(repr(bad.exception()))
    try:
        bad.result()
    except ZeroDivisionError as error:
        print(error)
    try:
        waiting.result()
    except concurrent.futures.CancelledError as error:
        print("cancelled", repr(error))
    late = pool.submit(time.sleep, 0.05)
    try:
        late.result(timeout=0.01)
    except concurrent.futures.TimeoutError as error:
        print("timeout", repr(error), concurrent.futures.TimeoutError is TimeoutError)
    late.add_done_callback(lambda f: print("called back", f.done(), threading.current_thread().name))
    late.result()
    time.sleep(0.01)
    late.add_done_callback(lambda f: print("called at once"))
try:
    pool.submit(work, 1)
except RuntimeError as error:
    print(error)

pool = ThreadPoolExecutor(2)
futures = [pool.submit(work, n) for n in (1, 4)]
done, not_done = wait(futures, return_when=concurrent.futures.FIRST_COMPLETED)
print(len(done), len(not_done))
done, not_done = wait(futures)
print(len(done), len(not_done))
try:
    for f in as_completed([pool.submit(work, 5)], timeout=0.01):
        print("never")
except TimeoutError as error:
    print(error)
pool.shutdown(wait=True)

future = concurrent.futures.Future()
print(future.set_running_or_notify_cancel(), future.running())
future.set_result(5)
try:
    future.set_result(6)
except concurrent.futures.InvalidStateError as error:
    print(type(error).__name__)
print(future.result(), future.exception(), repr(future).split("state=")[1])

seen = []
with ThreadPoolExecutor(2, initializer=seen.append, initargs=("ready",)) as pool:
    print(pool.submit(len, "four").result())
print(seen)
print([f.result() for f in [ThreadPoolExecutor().submit(int, "7")]])
for arguments in ({"max_workers": 0}, {"initializer": 3}):
    try:
        ThreadPoolExecutor(**arguments)
    except (ValueError, TypeError) as error:
        print(error)
