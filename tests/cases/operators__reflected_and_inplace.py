import functools
import operator


class Vec:
    def __init__(self, *xs):
        self.xs = xs

    def __repr__(self):
        return f"Vec{self.xs}"

    def __add__(self, o):
        if not isinstance(o, Vec):
            return NotImplemented
        return Vec(*map(operator.add, self.xs, o.xs))

    def __radd__(self, o):
        return self if o == 0 else NotImplemented

    def __mul__(self, k):
        return Vec(*(x * k for x in self.xs)) if isinstance(k, (int, float)) else NotImplemented

    __rmul__ = __mul__

    def __matmul__(self, o):
        return sum(map(operator.mul, self.xs, o.xs))

    def __neg__(self):
        return self * -1

    def __abs__(self):
        return (self @ self) ** 0.5

    def __bool__(self):
        return any(self.xs)

    def __eq__(self, o):
        return isinstance(o, Vec) and self.xs == o.xs

    def __hash__(self):
        return hash(self.xs)

    def __getitem__(self, i):
        return self.xs[i]

    def __iadd__(self, o):
        print("iadd")
        self.xs = (self + o).xs
        return self

    def __lt__(self, o):
        return abs(self) < abs(o)

    def __call__(self, i):
        return self.xs[i]

    def __round__(self, n=0):
        return Vec(*(round(x, n) for x in self.xs))

    def __format__(self, spec):
        return "<" + ", ".join(format(x, spec) for x in self.xs) + ">"

    def __divmod__(self, k):
        return Vec(*(x // k for x in self.xs)), Vec(*(x % k for x in self.xs))

    def __pow__(self, e, mod=None):
        return ("pow", e, mod)

    def __index__(self):
        return self.xs[0]

    def __int__(self):
        return int(self.xs[0])

    def __float__(self):
        return float(self.xs[0])

    def __complex__(self):
        return complex(*self.xs[:2])

    def __and__(self, o): return "and"
    def __ror__(self, o): return f"ror {o}"
    def __invert__(self): return "invert"
    def __lshift__(self, o): return f"shift {o}"
    def __truediv__(self, o): return f"div {o}"
    def __rtruediv__(self, o): return f"rdiv {o}"
    def __floordiv__(self, o): return f"floordiv {o}"
    def __mod__(self, o): return f"mod {o}"
    def __xor__(self, o): return f"xor {o}"


a, b = Vec(1, 2), Vec(3, 4)
print(a + b, 2 * a, a * 2.5, a @ b, -a, abs(b), bool(Vec(0, 0)), a == Vec(1, 2), a != b, len({a, Vec(1, 2)}), sum([a, b]), a < b, a > b, sorted([b, a]), b(1))
c = a
a += b
print(a, c is a, f"{b:.1f}", round(Vec(1.26, 2.34), 1), divmod(b, 2), b ** 2, pow(b, 2, 5), [10, 20, 30, 40][b], int(b), float(b), complex(b), hex(b))
print(b & 1, 1 | b, ~b, b << 2, b / 2, 2 / b, b // 3, b % 4, b ^ 5, range(10)[b], "abcde"[b])
for f in (lambda: a + 1, lambda: 1 + a, lambda: "x" * a, lambda: a - b, lambda: a <= b, lambda: +a, lambda: a["x"], lambda: 1 @ a):
    try:
        print(f())
    except TypeError as e:
        print(e)


class Base:
    def __add__(self, o): return "base add"
    def __radd__(self, o): return "base radd"


class Derived(Base):
    def __radd__(self, o): return "derived radd"


print(Base() + Derived(), Derived() + Base(), 1 + Base(), Base() + 1)
print(operator.itemgetter(1, 0)("ab"), operator.attrgetter("real", "imag")(3 + 4j), operator.methodcaller("upper")("x"), functools.reduce(operator.or_, [1, 2, 4]))
x = [1]
y = x
x += (2,)
x *= 2
print(x, y is x)
t = (1,)
u = t
t += (2,)
print(t, u)
try:
    z = ([],)
    z[0] += [1]
except TypeError as e:
    print(e, z)
