import threading
import time


def worker(name, delay, results):
    print(name, "starts in", threading.current_thread().name)
    time.sleep(delay)
    results.append(name)
    print(name, "ends")


results = []
threads = [threading.Thread(target=worker, args=(f"w{n}", delay, results)) for n, delay in enumerate((0.15, 0.05, 0.1))]
print([t.name for t in threads], [t.is_alive() for t in threads], threads[0].ident)
for t in threads:
    t.start()
print("alive:", [t.is_alive() for t in threads], threading.active_count())
print([t.name for t in threading.enumerate()])
threads[0].join(0.02)
print("after a short join:", threads[0].is_alive())
for t in threads:
    t.join()
print(results, threading.active_count(), [t.is_alive() for t in threads])

named = threading.Thread(name="mine", target=print, kwargs={"sep": "-"}, args=(1, 2), daemon=True)
print(named.daemon, named.name)
named.start()
named.join()

try:
    named.start()
except RuntimeError as error:
    print(error)
try:
    threading.Thread().join()
except RuntimeError as error:
    print(error)
try:
    threading.current_thread().join()
except RuntimeError as error:
    print(error)
try:
    named.daemon = False
    named2 = threading.Thread(target=time.sleep, args=(0.05,))
    named2.start()
    named2.daemon = True
except RuntimeError as error:
    print(error)


class Counter(threading.Thread):
    def __init__(self, n):
        super().__init__(name=f"counter-{n}")
        self.n = n
        self.total = None

    def run(self):
        self.total = sum(range(self.n))


counters = [Counter(n) for n in (10, 100)]
for c in counters:
    c.start()
for c in counters:
    c.join()
    print(c.name, c.total)
print(threading.main_thread() is threading.current_thread(), threading.main_thread().name)
print(threading.get_ident() == threading.main_thread().ident, type(threading.get_native_id()))
print(repr(threading.main_thread()).split(",")[0], repr(threading.Thread(name="x")))
