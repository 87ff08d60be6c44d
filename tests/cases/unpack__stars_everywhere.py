"""Star expressions: in assignments, calls, displays, subscripts, `return`, loops, and what is wrong with them."""


def show(*args, **kwargs):
    return args, kwargs


def several(rest):
    return 0, *rest, *reversed(rest)


first, *middle, last = "unpack"
print(first, middle, last)
*head, tail = range(1)
print(head, tail)
(a, *b), [c, (d, *e)], *f = (1, 2, 3), [4, "xyz"], 5, 6
print(a, b, c, d, e, f)
print([*range(3), *"ab", *{}], (*(), 1), {*"aab"} == {"a", "b"}, {**{"x": 1}, "y": 2, **{"x": 3}})
print(show(*[1, 2], 3, *"x", k=1, **{"m": 2}, **{"n": 3}), several([1, 2]))
for n, *rest in [(1, 2, 3), "ab", [9]]:
    print(n, rest, end="; ")
print()
grid = [[1, 2, 3], [4, 5, 6]]
print([*zip(*grid)], [*map(list, zip(*grid))], max(*grid), [x for row in grid for x in (*row, 0)])


class Keyed:
    def __getitem__(self, key):
        return key

    def keys(self):
        return ["one", "two"]


keyed = Keyed()
print(keyed[*[1, 2], 3], keyed[1:2, *"ab"], show(**keyed), {**keyed})
x, *y = i, *j = 1, 2, 3
print(x, y, i, j)
box = [None] * 3
box[0], *box[1:] = "star"
print(box)
for code in (
    lambda: show(**{"a": 1}, a=2), lambda: show(*5), lambda: show(**[1]), lambda: show(**{1: 2}), lambda: [*None],
):
    try:
        print(code())
    except TypeError as error:
        print(error)
for statement in (
    "a, b = 1", "a, *b, c = [1]", "a, b = 1, 2, 3", "*a, *b = []", "*a = []", "print(*a for a in [])",
    "x = *[1]"
):
    try:
        exec(statement, {})
    except (TypeError, ValueError, SyntaxError) as error:
        print(type(error).__name__, getattr(error, "msg", error))
