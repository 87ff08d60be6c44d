def everything(a, b=2, /, c=3, *args, d, e=5, **kwargs):
    return a, b, c, args, d, e, kwargs


print(everything(1, d=4))
print(everything(1, 20, 30, 40, 50, d=0, e=1, f=2))
print(everything(*[1, 2], **{"d": 3, "x": 4}))


def only(a, *, key):
    """Says what it got."""
    return f"{a} {key}"


print(only(1, key=2), only.__name__, only.__doc__, only.__defaults__, only.__kwdefaults__)
number = 3
for attempt in (
    lambda: only(1),
    lambda: only(1, 2),
    lambda: only(),
    lambda: only(1, key=1, other=2),
    lambda: only(1, a=1, key=2),
    lambda: everything(),
    lambda: everything(a=1, d=1),
    lambda: (lambda x, y: 0)(1),
    lambda: (lambda x, y: 0)(),
    lambda: (lambda x: 0)(1, 2, 3),
    lambda: len(),
    lambda: len(1),
    lambda: number(),
):
    try:
        attempt()
    except TypeError as error:
        print(error)


def annotated(x: int, y: "str" = "a") -> list[int]:
    return [x]


print(annotated(1), sorted(annotated.__annotations__), callable(annotated))
