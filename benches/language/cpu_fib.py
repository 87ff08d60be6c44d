"""Recursive calls."""
import time


def fib(n):
    return n if n < 2 else fib(n - 1) + fib(n - 2)


start = time.perf_counter()
assert fib(25) == 75_025
print("seconds:", time.perf_counter() - start)
