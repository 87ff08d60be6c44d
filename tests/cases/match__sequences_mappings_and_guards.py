"""Patterns with captures, stars, guards, nested alternatives and values, tried from top to bottom."""
from collections import ChainMap, UserList, defaultdict, deque
from types import SimpleNamespace

limits = SimpleNamespace(small=3, large=10)


def kind(value):
    match value:
        case []:
            return "nothing"
        case [limits.small, *_] | [*_, limits.small]:
            return "small at an end"
        case [int() as first, int() as last] if first > last:
            return f"falling {first}-{last}"
        case [(int() | float()) as x, (int() | float()) as y]:
            return f"pair {x} {y}"
        case ["say", str(text)] | ["say", [str(text), *_]]:
            return f"say {text}"
        case [first, *middle, last] if all(first <= item <= last for item in middle):
            return f"between {first} and {last}: {middle}"
        case {"op": "+" | "-" as op, "args": [int(a), int(b)]}:
            return f"{op} {a + b if op == '+' else a - b}"
        case {"op": op, **rest}:
            return f"unknown {op} with {rest}"
        case str() | bytes() | bytearray():
            return f"text of {len(value)}"
        case SimpleNamespace(small=low, large=high) if low < high:
            return f"limits {low} {high}"
        case tuple((_, _, _, *rest)):
            return f"tuple and {len(rest)} more"
        case _:
            return f"other {type(value).__name__}"


for value in (
    [], (), [3, 1, 2], (9, 8, 3), [5, 4], [4, 5], [1.5, 2], [True, False], ["say", "hi"], ("say", ["ho", 1, 2]),
    range(5, 9), deque([1, 2, 9]), "abc", b"\0\1", bytearray(4), {"op": "+", "args": (1, 2)},
    {"op": "-", "args": [1, 5]},
    {"op": "*", "args": [1]}, ChainMap({"x": 1}, {"op": "/"}), defaultdict(list), limits, (9, 1, 2, 3),
    UserList([1, 5, 9]), {1, 2}, iter([1]), None,
):
    print(kind(value))
print(dict(defaultdict(int)), [name for name in ("first", "rest") if name in globals()])

match (1, (2, [3, 4])):
    case (a, (b, [c, *d])) as whole:
        print(a, b, c, d, whole)
