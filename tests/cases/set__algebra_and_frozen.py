a, b = {1, 2, 3, 4}, {3, 4, 5}
print(a | b, a & b, a - b, a ^ b, a <= {1, 2, 3, 4, 5}, a.isdisjoint({9}), len(a), 3 in a, a == {4, 3, 2, 1})
a.add(9)
a.discard(100)
a.update([10], (11,))
a.remove(1)
print(sorted(a), sorted(a.union([0], "x" and [5])), a.issuperset({2, 3}), a.intersection([2, 3, 99]), sorted(a.symmetric_difference([2, 77])))
f = frozenset([1, 2])
print(f, {f: "key"}[frozenset([2, 1])], f | {3}, hash(f) == hash(frozenset([2, 1])), f == {1, 2}, type(f & {1}).__name__, type({1} & f).__name__)
print({x % 3 for x in range(10)}, set("hello") == set("olleh"), len(set([1, 1.0, True])), set(), {*[1, 2], *(2, 3)}, bool(set()))
for g in (lambda: a.remove(12345), lambda: {[]}, lambda: set(5), lambda: f.add(1), lambda: {1} + {2}, lambda: set().pop(), lambda: a | [1], lambda: {1} < [1]):
    try:
        print(g())
    except Exception as e:
        print(type(e).__name__, e)
a &= {2, 3}
a |= {7}
a -= {2}
a ^= {3, 8}
print(sorted(a), sorted([{1, 2}, {1}, {1, 2, 3}], key=len), min({3, 1}), sum({1, 2}), list(map(str, sorted({3, 1}))), *sorted({"b", "a"}))
