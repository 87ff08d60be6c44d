evens, small = {0, 2, 4, 6}, set(range(4))
print(sorted(evens | small), sorted(evens & small), sorted(evens - small), sorted(evens ^ small))
print(evens >= {2, 4}, small.isdisjoint({9}), {1} < {1, 2}, small.issubset(evens), 3 in small)
small.add(9)
small.discard(100)
small.remove(0)
small.update([10, 11], {12})
print(sorted(small), len(small), set(), frozenset([1]), type(frozenset()).__name__)
evens &= {2, 4, 8}
print(evens == {2, 4}, evens.union([1]) == {1, 2, 4}, evens.intersection({4}), {n % 3 for n in range(10)} == {0, 1, 2})
index = {frozenset({1, 2}): "pair"}
print(index[frozenset({2, 1})], hash(frozenset({1})) == hash(frozenset({1})))
try:
    small.remove("missing")
except KeyError as error:
    print("KeyError", error)
try:
    {[]}
except TypeError as error:
    print(error)
single = {7}
print(single, single.pop(), single, single.copy() == set())
