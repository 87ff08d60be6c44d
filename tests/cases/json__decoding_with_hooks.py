"""Decoding JSON with hooks for objects, pairs, numbers and constants, several documents in a text, and errors."""
import json
from collections import OrderedDict
from dataclasses import asdict, dataclass, is_dataclass
from datetime import date
from decimal import Decimal


@dataclass
class Point:
    x: int
    y: int


class Encoder(json.JSONEncoder):
    def default(self, value):
        if is_dataclass(value):
            return {"__type__": type(value).__name__, **asdict(value)}
        if isinstance(value, (set, frozenset)):
            return sorted(value)
        if isinstance(value, date):
            return value.isoformat()
        return super().default(value)


def revive(value):
    return Point(**value) if value.pop("__type__", None) == "Point" else value


text = json.dumps({"at": Point(1, 2), "on": date(2024, 5, 1), "tags": {"b", "a"}, "none": None}, cls=Encoder)
print(text)
print(json.loads(text, object_hook=revive))
print(
    json.loads("[1.10, 2, NaN]", parse_float=Decimal, parse_int=str, parse_constant=lambda name: f"<{name}>")
)
print(
    json.loads('{"k": 1, "k": 2}'), json.loads('{"k": 1, "k": 2}', object_pairs_hook=list),
    json.loads("{}", object_pairs_hook=OrderedDict)
)

decoder = json.JSONDecoder()
stream = '{"n": 1} [2, 3]  "four" 5'
position = 0
while position < len(stream):
    value, position = decoder.raw_decode(stream, position)
    print(repr(value), position, end="; ")
    while stream[position:position + 1].isspace():
        position += 1
print()
print(json.dumps({"b": [1, {"c": ()}], "a": "é\n\"\u2028"}, indent=2, sort_keys=True))
print(
    json.dumps("é€😀"), json.dumps("é€", ensure_ascii=False), json.dumps({1: 2, None: 3, True: 4, 1.5: 5}),
    json.dumps([1, 2], separators=(",", ":"))
)
print(
    json.dumps({(1, 2): 3, "x": 4}, skipkeys=True), json.dumps([float("inf"), -0.0, 1e100, 10**30]),
    json.dumps({"a": {}, "b": []}, indent="--")
)
for wrong in ("{'a': 1}", "[1,]", '{"a" 1}', "nul", '"tab\t"', "1 2", "", '"\\x"', "[1, 2", '{"a": }', "-", "01"):
    try:
        print(json.loads(wrong))
    except json.JSONDecodeError as error:
        print(f"{wrong!r}: {error} / {error.pos}")
for wrong in ({1, 2}, {(1,): 2}, float("nan")):
    try:
        print(json.dumps(wrong, allow_nan=False))
    except (TypeError, ValueError) as error:
        print(type(error).__name__, error)
