def f(a, b, /, c, d=4, *, e, g=7):
    return a, b, c, d, e, g


print(f(1, 2, 3, e=5), f(1, 2, c=3, d=0, e=5, g=6))
for call in (lambda: f(1, b=2, c=3, e=5), lambda: f(1, 2, 3, 4, 5), lambda: f(1, 2, 3), lambda: f(1, 2, 3, e=5, z=1),
             lambda: f(), lambda: f(1, 2, 3, c=3, e=5), lambda: f(1, e=5), lambda: (lambda x: x)(), lambda: (lambda: 0)(1)):
    try:
        print(call())
    except TypeError as e:
        print(e)


def var(*args, **kwargs):
    return args, kwargs


print(var(), var(1, *[2, 3], x=1, **{"y": 2}), var(*"ab", *range(2)), var(**{"a b": 1}))
try:
    var(**{"x": 1}, x=2)
except TypeError as e:
    print(e)
try:
    var(**{1: 2})
except TypeError as e:
    print(e)


def defaults(a, b=[], *, c={}):
    b.append(a)
    c[a] = len(c)
    return b, c


print(defaults(1), defaults(2), defaults(3, []), defaults.__defaults__, defaults.__kwdefaults__)


def annotated(x: int, y: "str" = "z", *args: float, k: bool = True, **kw: dict) -> list[int]:
    """Doc string."""
    return [x]


print(annotated.__annotations__, annotated.__doc__, annotated.__name__)
print((lambda *a, k=1, **kw: (a, k, kw))(1, 2, k=3, z=4), (lambda a, b=2: a + b)(1), max(*[1, 5, 3]), print.__name__)
