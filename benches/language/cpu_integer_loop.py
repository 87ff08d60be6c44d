"""A loop over integers."""
import time


def run():
    total = 0
    for i in range(2_000_000):
        total = (total + i * 3) % 1_000_003
    n = 1_000_000
    while n:
        n -= 1
    return total


start = time.perf_counter()
run()
print("seconds:", time.perf_counter() - start)
