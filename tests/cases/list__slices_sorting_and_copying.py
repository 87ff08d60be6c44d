import copy

a = list(range(10))
print(a[2:5], a[:3], a[-3:], a[::3], a[::-1], a[8:2:-2], a[20:], a[-100:2], a[5:2])
a[2:4] = ["x", "y", "z"]
print(a)
a[::3] = [0] * len(a[::3])
print(a)
del a[1:3], a[-1]
print(a, len(a))
a[len(a):] = [1, 2]
a[:0] = ["start"]
print(a)
b = sorted(["banana", "Apple", "cherry"], key=str.lower, reverse=True)
print(b, sorted(b, key=len), sorted([(1, "b"), (1, "a"), (0, "z")]), sorted({"x": 1, "a": 2}), sorted("hello", reverse=True))
people = [("Ann", 30), ("Bob", 25), ("Cid", 30)]
people.sort(key=lambda p: (-p[1], p[0]))
print(people, [p[0] for p in people], max(people, key=lambda p: p[1]), min(people)[0])
nested = [[1, 2], [3]]
shallow, deep, alias = nested[:], copy.deepcopy(nested), nested
nested[0].append(99)
nested.append("new")
print(shallow, deep, alias is nested)
grid = [[0] * 3] * 2
grid[0][1] = 5
print(grid, [[0] * 2 for _ in range(2)])
c = [3, 1, 2]
print(c.sort(), c, c.reverse(), c, c.index(2), c.count(3), c + [4], c * 2, [1] in [[1]], c.pop(), c.insert(0, "i"), c)
try:
    [3, "a"].sort()
except TypeError as e:
    print(e)
try:
    c.index("nope")
except ValueError as e:
    print(e)
try:
    a[::2] = [1]
except ValueError as e:
    print(e)
try:
    c[10] = 1
except IndexError as e:
    print(e)
