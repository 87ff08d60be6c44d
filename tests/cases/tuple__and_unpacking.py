point = (1, 2, 3)
x, y, z = point
print(x, y, z, point[0], point[1:], point + (4,), point * 2, len(point), (1,), ())
a, (b, c), *rest = 1, (2, 3), 4, 5
print(a, b, c, rest, point.index(2), point.count(3), 2 in point, (1, 2) < (1, 3))
x, y = y, x
print(x, y)
(first, *_), last = "abc", "z"
print(first, last)


def spread(*args, sep=", ", **options):
    return sep.join(map(str, args)) + str(options)


print(spread(*point, *[7, 8], sep="/", **{"k": 1}, j=2))
print([*range(3), *"ab"], {**{"a": 1}, "b": 2}, (*point, 0))
for number, (letter, flag) in enumerate([("a", True), ("b", False)]):
    print(number, letter, flag)
for attempt in (lambda: (lambda a, b: 0)(*point), lambda: point[9]):
    try:
        attempt()
    except (TypeError, IndexError) as error:
        print(error)
try:
    a, b = point
except ValueError as error:
    print(error)
try:
    a, b, c, d = point
except ValueError as error:
    print(error)
try:
    point[0] = 9
except TypeError as error:
    print(error)
