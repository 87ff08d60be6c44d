def show(function):
    try:
        print(repr(function()))
    except Exception as error:
        print(type(error).__name__, error)


import bisect
import heapq
import itertools
import operator

show(lambda: list(itertools.islice(itertools.count(1.5, 0.5), 3)))
show(lambda: itertools.count(5))
show(lambda: itertools.repeat(1, 3))
show(lambda: list(itertools.islice("abc", -1)))
show(lambda: itertools.islice("abc"))
show(lambda: list(itertools.islice(range(10), 2, 8, 3)))
show(lambda: list(itertools.product([1, 2], "ab", repeat=1)))
show(lambda: list(itertools.permutations("abc", 2)))
show(lambda: list(itertools.combinations("abc", 2)))
show(lambda: list(itertools.combinations_with_replacement("ab", 2)))
show(lambda: [(key, list(group)) for key, group in itertools.groupby([1, 1, 2, 3, 3], key=lambda x: x % 2)])
show(lambda: list(itertools.accumulate([3, 1, 2], max, initial=0)))
show(lambda: list(itertools.chain([1], 5)))
show(lambda: list(itertools.zip_longest("ab", "c", fillvalue="-")))
show(lambda: list(itertools.starmap(pow, [(2, 3), (3, 2)])))
groups = itertools.groupby("aab")
first, first_group = next(groups)
second, second_group = next(groups)
print(first, list(first_group), second, list(second_group))
a, b = itertools.tee(range(3))
print(next(a), list(b), list(a))

heap = []
for value in [5, 2, 8, 1, 9, 3]:
    heapq.heappush(heap, value)
print(heap, heapq.heappop(heap), heap, heapq.heappushpop(heap, 0), heapq.heapreplace(heap, 7), heap)
show(lambda: heapq.heappop([]))
show(lambda: heapq.heappush(5, 1))
show(lambda: heapq.heapify([1, "a"]))
show(lambda: heapq.nlargest(2, ["a", "ccc", "bb"], key=len))
show(lambda: list(heapq.merge([3, 1], [4, 2], reverse=True)))
show(lambda: bisect.bisect([1, 2, 2, 3], 2))
show(lambda: bisect.bisect_left([(1, "a"), (2, "b")], 2, key=lambda p: p[0]))
show(lambda: bisect.bisect([1], 2, lo=-1))
show(lambda: bisect.bisect([1, 2], "a"))

show(lambda: operator.itemgetter("a", "b")({"a": 1, "b": 2}))
show(lambda: operator.attrgetter("real", "imag")(5))
show(lambda: operator.methodcaller("replace", "a", "b")("aa"))
show(lambda: operator.attrgetter("nope")(5))
show(lambda: (operator.itemgetter(1), operator.attrgetter("a.b"), operator.methodcaller("f", 1, k=2)))
show(lambda: (operator.add(1, 2), operator.__add__(1, 2), operator.not_(0), operator.countOf([1, 1], 1)))
show(lambda: operator.matmul(1, 2))
