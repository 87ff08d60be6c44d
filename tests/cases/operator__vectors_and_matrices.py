"""Operators of one's own: arithmetic with both sides, `@`, `divmod`, rounding, truth, order, and calls."""
import functools
import math


@functools.total_ordering
class Vector:
    def __init__(self, *parts):
        self.parts = parts

    def __repr__(self):
        return f"<{', '.join(f'{part:g}' for part in self.parts)}>"

    def __add__(self, other):
        return Vector(*map(sum, zip(self.parts, other.parts))) if isinstance(other, Vector) else NotImplemented

    def __mul__(self, factor):
        return Vector(*(part * factor for part in self.parts)) if isinstance(factor, (int, float)) else NotImplemented

    __rmul__ = __mul__

    def __matmul__(self, other):
        return sum(a * b for a, b in zip(self.parts, other.parts))

    def __neg__(self):
        return self * -1

    def __abs__(self):
        return math.hypot(*self.parts)

    def __bool__(self):
        return any(self.parts)

    def __eq__(self, other):
        return self.parts == other.parts if isinstance(other, Vector) else NotImplemented

    def __lt__(self, other):
        return abs(self) < abs(other) if isinstance(other, Vector) else NotImplemented

    def __hash__(self):
        return hash(self.parts)

    def __round__(self, digits=None):
        return Vector(*(round(part, digits) for part in self.parts))

    def __divmod__(self, n):
        return Vector(*(part // n for part in self.parts)), Vector(*(part % n for part in self.parts))

    def __imatmul__(self, other):
        x, y = self.parts
        return Vector(other[0] @ self, other[1] @ self)

    def __radd__(self, other):
        return self if other == 0 else NotImplemented

    def __call__(self, index):
        return self.parts[index]


a, b = Vector(3, 4), Vector(1, -2)
print(a + b, a * 2, 0.5 * a, a @ b, -a, abs(a), bool(Vector(0, 0)), sum([a, b, b]))
print(a > b, a >= Vector(4, 3), a <= b, a == Vector(3, 4), a != 3, max(a, b), sorted({a, b, Vector(3, 4)}))
print(round(Vector(1.256, 2.5), 1), round(Vector(1.5, 2.5)), divmod(Vector(7, -7), 3), a(1))
a @= (Vector(0, -1), Vector(1, 0))
a *= 2
print(a)
for wrong in (
    lambda: a + 1, lambda: "x" * a, lambda: a < 5, lambda: a - b, lambda: a @ 5, lambda: ~a, lambda: 2**a,
    lambda: a[0]
):
    try:
        print(wrong())
    except (TypeError, AttributeError) as error:
        print(error)
