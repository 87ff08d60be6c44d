import functools
import sys


def hanoi(n, a="A", b="B", c="C"):
    return [] if n == 0 else hanoi(n - 1, a, c, b) + [f"{a}->{c}"] + hanoi(n - 1, b, a, c)


def permutations(items):
    if len(items) <= 1:
        yield items
    for i, x in enumerate(items):
        for rest in permutations(items[:i] + items[i + 1:]):
            yield [x] + rest


def flatten(nested):
    for x in nested:
        if isinstance(x, (list, tuple)):
            yield from flatten(x)
        else:
            yield x


def ackermann(m, n):
    return n + 1 if m == 0 else ackermann(m - 1, 1) if n == 0 else ackermann(m - 1, ackermann(m, n - 1))


@functools.lru_cache(maxsize=128)
def fib(n):
    return n if n < 2 else fib(n - 1) + fib(n - 2)


@functools.cache
def paths(r, c):
    return 1 if r == 0 or c == 0 else paths(r - 1, c) + paths(r, c - 1)


def quicksort(xs):
    if len(xs) < 2:
        return xs
    pivot, *rest = xs
    return quicksort([x for x in rest if x < pivot]) + [pivot] + quicksort([x for x in rest if x >= pivot])


def binary_search(xs, target, lo=0, hi=None):
    hi = len(xs) if hi is None else hi
    if lo >= hi:
        return -1
    mid = (lo + hi) // 2
    if xs[mid] == target:
        return mid
    return binary_search(xs, target, mid + 1, hi) if xs[mid] < target else binary_search(xs, target, lo, mid)


print(len(hanoi(5)), hanoi(2), list(permutations([1, 2, 3])), list(flatten([1, [2, (3, [4])], 5])), ackermann(2, 3))
print(fib(80), fib.cache_info(), paths(10, 10), quicksort([3, 1, 4, 1, 5, 9, 2, 6]), binary_search(list(range(0, 100, 7)), 49))
print((lambda f: f(f, 10))(lambda f, n: 1 if n == 0 else n * f(f, n - 1)), sys.getrecursionlimit())
fib.cache_clear()
print(fib.cache_info(), fib.__wrapped__(5), fib.cache_parameters())
