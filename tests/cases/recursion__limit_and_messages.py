import sys


def down(n):
    return down(n + 1)


try:
    down(0)
except RecursionError as e:
    print(e)
print(sys.getrecursionlimit())
sys.setrecursionlimit(100)
depth = 0


def count():
    global depth
    depth += 1
    count()


try:
    count()
except RecursionError:
    print("stopped", depth < 100, depth > 80)
sys.setrecursionlimit(1000)


class Loop:
    def __repr__(self):
        return repr(self)

    def __getattr__(self, name):
        return getattr(self, name + "x")

    def __eq__(self, other):
        return self == other


for f in (lambda: repr(Loop()), lambda: Loop().a, lambda: Loop() == 1):
    try:
        f()
    except RecursionError as e:
        print(type(e).__name__)
a = []
a.append(a)
print(a, a == a)
d = {}
d["self"] = d
print(d)
b = [1]
c = [b]
b.append(c)
try:
    print(b == c)
    x, y = [], []
    x.append(y), y.append(x)
    x == y
except RecursionError as e:
    print(e)


def fact(n):
    return 1 if n < 2 else n * fact(n - 1)


print(len(str(fact(500))))


def even(n):
    return True if n == 0 else odd(n - 1)


def odd(n):
    return False if n == 0 else even(n - 1)


print(even(400))
down(0)
