from collections import namedtuple
from typing import NamedTuple

t = (1, "two", [3])
print(t, t[0], t[-1], t + (4,), t * 2, len(t), "two" in t, t.index("two"), t.count(1), t[:2], (1,), (), tuple("ab"), hash((1, 2)) == hash((1, 2)))
t[2].append(4)
print(t)
a, (b, *c), d = 1, (2, 3, 4), "d"
print(a, b, c, d)
x, y = y, x = 1, 2
print(x, y)
for f in (lambda: t.append(1), lambda: hash(t), lambda: (1, 2)[5], lambda: (1,) + [2], lambda: (1, 2) < (1, "a")):
    try:
        print(f())
    except Exception as e:
        print(type(e).__name__, e)
try:
    t[0] = 9
except TypeError as e:
    print(e)


class Point(NamedTuple):
    x: float
    y: float = 0.0

    def norm(self) -> float:
        return (self.x ** 2 + self.y ** 2) ** 0.5


P = namedtuple("P", ["lat", "lon"])
p = Point(3, 4)
print(p, p.norm(), p._replace(x=0), p == (3, 4), P(1, 2)._asdict(), P._make([5, 6]), Point(1), p[0], list(p), isinstance(p, tuple))
x, y = p
print(x, y, sorted([Point(2, 1), Point(1, 9)]), max(Point(1, 2), Point(1, 3)), {p: "here"}[Point(3, 4)], Point._fields, Point.__annotations__)
match p:
    case Point(x=3, y=yy):
        print("matched", yy)
print((1, 2) == (1.0, 2.0), (1, 2, 3) > (1, 2), ((1, 2), (3, 4))[1][0], tuple(i * i for i in range(3)), *(("a", 1),))
