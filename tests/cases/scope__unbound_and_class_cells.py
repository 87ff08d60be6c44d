x = "global"


def read_before():
    try:
        print(x)
    except UnboundLocalError as e:
        print(e)
    x = 1
    del x
    try:
        x
    except UnboundLocalError as e:
        print(e)


read_before()


class Scoped:
    x = "class"
    y = [x for _ in range(2)]
    z = (lambda: x)()

    def method(self):
        return x, __class__.__name__


print(Scoped.y, Scoped.z, Scoped().method())


def counter():
    n = 0

    def inc():
        nonlocal n
        n += 1
        return n

    def get():
        return n
    return inc, get


inc, get = counter()
inc(); inc()
print(get(), inc.__closure__[0].cell_contents, inc.__code__.co_freevars, counter.__code__.co_cellvars)
fs = [lambda: i for i in range(3)]
print([f() for f in fs], [f() for f in [lambda i=i: i for i in range(3)]])


def free():
    def inner():
        return late
    try:
        inner()
    except NameError as e:
        print(e)
    late = 5
    return inner()


print(free())
try:
    undefined_name
except NameError as e:
    print(e, e.name)
try:
    del undefined_other
except NameError as e:
    print(e)


def outer():
    global made
    made = "by outer"

    def mid():
        global made
        made += "!"
    mid()


outer()
print(made, "made" in globals(), sorted(k for k in locals() if k == "made"))


def loc(a, b=2, *c, d, **e):
    f = a + b
    return locals()


print(loc(1, d=4, z=5))
for i in range(3):
    pass
print(i, [i for i in "ab"], i)
try:
    raise ValueError("gone")
except ValueError as err:
    kept = err
try:
    err
except NameError as e:
    print(e)
if (n := 10) > 5:
    print(n, [y := 1, y ** 2], y, (lambda: (z := 3) + z)())
print([last := v for v in range(4)], last)
print(max((best := v) for v in [3, 1, 2]), best)


def deep():
    a = 1
    def b():
        c = 2
        def d():
            nonlocal a, c
            a += 10; c += 20
            return a, c
        return d
    return b()()


print(deep())
