import functools


def key(item):
    return item["rank"]


def ranked(items):
    return sorted(items, key=lambda item: key(item))


@functools.lru_cache
def weight(n):
    return {1: "one"}[n]


def weights():
    return {n: weight(n) for n in (1, 2)}


try:
    ranked([{"rank": 2}, {"name": "x"}])
except KeyError as error:
    print("no", error)
print(ranked([{"rank": 2}, {"rank": 1}]))
weights()
