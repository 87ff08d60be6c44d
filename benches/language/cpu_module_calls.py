"""Functions of modules, called through them."""
import math
import operator
import time


def run():
    total = 0.0
    for i in range(300_000):
        total += math.sqrt(i) + math.floor(i / 3)
        total -= operator.mul(i, 2)
    return total


start = time.perf_counter()
run()
print("seconds:", time.perf_counter() - start)
