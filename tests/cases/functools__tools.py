import functools
import operator

print(functools.reduce(operator.add, [1, 2, 3]), functools.reduce(lambda a, b: a * b, range(1, 6), 10))
power = functools.partial(pow, 2)
print(power(10), power.args, functools.partial(int, base=2)("1010"))
print(sorted(["b", "C", "a"], key=functools.cmp_to_key(lambda a, b: (a.lower() > b.lower()) - (a.lower() < b.lower()))))


@functools.lru_cache(maxsize=2)
def slow(n):
    print("computing", n)
    return n * n


print(slow(2), slow(2), slow(3), slow(4), slow(2), slow.cache_info())
slow.cache_clear()


@functools.cache
def count_paths(rows, columns):
    return 1 if rows == 0 or columns == 0 else count_paths(rows - 1, columns) + count_paths(rows, columns - 1)


print(count_paths(16, 16))
print(operator.itemgetter(1)([5, 6]), operator.itemgetter("a", "b")({"a": 1, "b": 2}))
print(operator.attrgetter("real")(3), operator.methodcaller("upper")("x"), operator.mul(3, 4))
rows = [("x", 3), ("y", 1), ("z", 2)]
print(sorted(rows, key=operator.itemgetter(1)), max(rows, key=lambda row: row[1]))


class Button:
    def __init__(self):
        self.clicked = functools.partial(self.report, "left")

    def report(self, side, times=1):
        return f"{side} x{times}"

    double = functools.partialmethod(report, "right", times=2)


print(Button().clicked(), Button().double())
