"""What a pool gives, through zip, enumerate, map and filter: a thread may wait in them."""

import concurrent.futures
import time


def slow(x):
    time.sleep(0.05)
    return x * x


with concurrent.futures.ThreadPoolExecutor(2) as pool:
    for number, square in zip(range(4), pool.map(slow, range(4))):
        print(number, square)
    for place, square in enumerate(pool.map(slow, [5, 6]), 1):
        print(place, square)
    for text in map(str, filter(None, pool.map(slow, [0, 7]))):
        print(text)
    print([pair for pair in enumerate(zip("ab", pool.map(slow, [1, 2])))])
    rest = zip("xyz", pool.map(slow, [3, 4, 5]))
    for pair in rest:
        print(pair)
        break
    print(list(rest), sum(pool.map(slow, [1, 2])), dict(zip("ab", pool.map(slow, [8, 9]))))
with concurrent.futures.ThreadPoolExecutor(2) as pool:
    for number, square in zip([1, 2], pool.map(slow, [1, 2], chunksize=2)):
        print(number, square)
