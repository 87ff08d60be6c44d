from dataclasses import dataclass
from enum import Enum, auto


class Color(Enum):
    RED = auto()
    GREEN = auto()


@dataclass
class Point:
    x: int
    y: int


class Shape:
    __match_args__ = ("kind",)

    def __init__(self, kind, **kw):
        self.kind = kind
        self.__dict__.update(kw)


def describe(v):
    match v:
        case None | True | False:
            return f"singleton {v}"
        case Color.RED:
            return "red"
        case Color():
            return f"colour {v.name}"
        case 0 | 1 | 2 as small:
            return f"small {small}"
        case -1 | 3.5 | 1 + 2j:
            return "odd number"
        case int(n) if n > 100:
            return f"big {n}"
        case int() | float():
            return f"number {v}"
        case "hello" | 'hi':
            return "greeting"
        case str() as s if s.isupper():
            return f"shout {s}"
        case str(s):
            return f"text {s!r}"
        case b"bytes":
            return "bytes"
        case []:
            return "empty"
        case [x]:
            return f"one {x}"
        case [Point(x=0, y=0), *rest]:
            return f"origin then {rest}"
        case [1, [2, y], *_]:
            return f"nested {y}"
        case (first, *middle, last) if len(middle) > 1:
            return f"{first}..{middle}..{last}"
        case [_, _]:
            return "pair"
        case {"type": "move", "x": x, "y": y, **rest}:
            return f"move {x},{y} {rest}"
        case {"type": str(t), **rest} if not rest:
            return f"only type {t}"
        case {}:
            return f"mapping of {len(v)}"
        case Point(x, 0):
            return f"on x at {x}"
        case Point(0, y=y):
            return f"on y at {y}"
        case Point() as p:
            return f"point {p}"
        case Shape("circle", r=r):
            return f"circle {r}"
        case Shape(kind):
            return f"shape {kind}"
        case set() | frozenset():
            return "set"
        case _:
            return f"other {type(v).__name__}"


for v in [None, True, Color.RED, Color.GREEN, 1, 2, -1, 3.5, 1 + 2j, 500, 50, 2.5, "hello", "HEY", "hm", b"bytes", [],
          [9], [Point(0, 0), 1, 2], [1, [2, 3], 4], (1, 2, 3, 4), (1, 2), [1, 2, 3],
          {"type": "move", "x": 1, "y": 2, "z": 3}, {"type": "stop"}, {"a": 1}, {}, Point(3, 0), Point(0, 4),
          Point(5, 6), Shape("circle", r=2), Shape("square"), {1}, frozenset(), object(), range(3), "A"]:
    print(describe(v))


def command(line):
    match line.split():
        case ["go", ("north" | "south" | "east" | "west") as d]:
            return f"going {d}"
        case ["get", obj, *more]:
            return f"getting {obj} {more}"
        case ["quit" | "exit"]:
            return "bye"
        case [] | [""]:
            return "nothing"
        case unknown:
            return f"unknown {unknown}"


for line in ["go north", "go up", "get lamp", "get a b c", "exit", "", "x y z"]:
    print(command(line))
try:
    match 5:
        case Point(1, 2, 3):
            pass
    match Point(1, 2):
        case Point(1, 2, 3):
            pass
except TypeError as e:
    print(e)
