"""A sieve, comprehensions, sorting, slices."""
import time


def sieve(limit):
    flags = [True] * limit
    for i in range(2, int(limit ** 0.5) + 1):
        if flags[i]:
            flags[i * i::i] = [False] * len(range(i * i, limit, i))
    return sum(flags) - 2


def run():
    assert sieve(200_000) == 17_984
    items = [(i * 7919) % 100_003 for i in range(100_000)]
    pairs = sorted((x % 100, x) for x in items)
    grid = [[x * y for x in range(200)] for y in range(200)]
    flipped = [list(row) for row in zip(*grid)]
    stack = []
    for x in items:
        stack.append(x)
        if x % 3 == 0:
            stack.pop()
    return pairs[5], flipped[3][4], len(stack)


start = time.perf_counter()
run()
print("seconds:", time.perf_counter() - start)
