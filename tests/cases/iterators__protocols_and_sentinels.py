class Countdown:
    def __init__(self, n):
        self.n = n

    def __iter__(self):
        return self

    def __next__(self):
        if self.n <= 0:
            raise StopIteration
        self.n -= 1
        return self.n + 1


class Squares:
    def __init__(self, n):
        self.n = n

    def __len__(self):
        return self.n

    def __getitem__(self, i):
        if isinstance(i, slice):
            return [self[j] for j in range(*i.indices(self.n))]
        if not -self.n <= i < self.n:
            raise IndexError(f"index {i} out of range")
        return (i % self.n) ** 2

    def __contains__(self, x):
        return any(x == y for y in self)

    def __reversed__(self):
        return (self[i] for i in range(self.n - 1, -1, -1))


c = Countdown(3)
print(list(c), list(c), next(c, None), sum(Countdown(4)), max(Countdown(2)), *Countdown(2), tuple(Countdown(2)), dict(zip("ab", Countdown(2))))
s = Squares(5)
print(list(s), len(s), s[-1], s[1:4], s[::-2], 16 in s, 5 in s, list(reversed(s)), [*s], sorted(s, reverse=True), bool(Squares(0)))
a, *rest = Countdown(4)
print(a, rest, list(map(lambda x, y: x * y, Countdown(3), s)), list(zip(s, Countdown(2))), list(enumerate(s, 10))[:2], list(filter(None, s)))
it = iter([1, 2, 3])
print(next(it), list(it), next(it, "end"), list(iter(lambda n=[3]: n.append(n.pop() - 1) or n[0], 0)))
try:
    next(iter([]))
except StopIteration as e:
    print("stop", e.value)
try:
    iter(5)
except TypeError as e:
    print(e)


class Bad:
    def __iter__(self):
        return 5


try:
    list(Bad())
except TypeError as e:
    print(e)


def gen():
    try:
        x = yield 1
        print("got", x)
        yield 2
    finally:
        print("gen closed")


g = gen()
print(next(g), g.send("hi"))
del g
g = gen()
next(g)
g.close()
try:
    g2 = gen()
    next(g2)
    g2.throw(ValueError("inside"))
except ValueError as e:
    print(e)


def broken():
    yield 1
    raise StopIteration("bad")


try:
    list(broken())
except RuntimeError as e:
    print(e, repr(e.__cause__))
d = {"a": 1, "b": 2}
try:
    for k in d:
        d["c"] = 3
except RuntimeError as e:
    print(e)
l = [1, 2, 3]
for x in l:
    if x == 1:
        l.remove(x)
print(l)
st = {1, 2, 3}
try:
    for x in st:
        st.add(x + 10)
except RuntimeError as e:
    print(e)
print([x for x in range(10) if x % 2 if x > 3], [(i, j) for i in range(3) for j in range(i)], {**{"a": 1}, "b": 2}, [*range(3), *"ab"], (*[1], 2))
matrix = [[1, 2, 3], [4, 5, 6]]
print([[row[i] for row in matrix] for i in range(3)], list(zip(*matrix)), sum(sum(r) for r in matrix), any(x > 5 for r in matrix for x in r), {len(w): w for w in ["a", "bb"]}, {x % 3 for x in range(9)})
