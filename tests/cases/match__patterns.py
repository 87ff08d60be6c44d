import enum
from dataclasses import dataclass


class Colour(enum.Enum):
    RED = 1
    BLUE = 2


@dataclass
class Point:
    x: int
    y: int


def describe(value):
    match value:
        case 0 | 1:
            return "small"
        case int(n) if n > 1000:
            return f"huge {n}"
        case bool() | int():
            return "number"
        case "":
            return "empty text"
        case str() as text:
            return f"text {text}"
        case Colour.RED:
            return "red"
        case []:
            return "empty list"
        case [only]:
            return f"one {only}"
        case [first, *_, last] if first == last:
            return f"framed by {first}"
        case [first, second, *rest]:
            return f"{first}, {second} and {len(rest)} more"
        case {"kind": "move", "to": (x, y), **rest}:
            return f"move to {x},{y} {rest}"
        case {}:
            return "mapping"
        case Point(x=0, y=0):
            return "origin"
        case Point(x, y) if x == y:
            return f"diagonal {x}"
        case Point(y=0):
            return "on the axis"
        case None:
            return "nothing"
        case _:
            return f"other {type(value).__name__}"


for value in (
    1, 7, 5000, -3, "", "abc", Colour.RED, Colour.BLUE, [], [4], [1, 2, 1], (1, 2, 3, 4),
    {"kind": "move", "to": [3, 4], "fast": True}, {"kind": "stop"},
    Point(0, 0), Point(2, 2), Point(5, 0), Point(1, 2), None, 2.5, {1},
):
    print(describe(value))
