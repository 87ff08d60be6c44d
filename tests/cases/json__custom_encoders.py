import json
from datetime import datetime, date
from dataclasses import dataclass, asdict
from enum import Enum
from decimal import Decimal


class Level(Enum):
    LOW = 1


@dataclass
class User:
    name: str
    tags: tuple


class Encoder(json.JSONEncoder):
    def default(self, o):
        if isinstance(o, (datetime, date)):
            return o.isoformat()
        if isinstance(o, Enum):
            return o.name
        if isinstance(o, set):
            return sorted(o)
        if isinstance(o, Decimal):
            return str(o)
        if hasattr(o, "__dataclass_fields__"):
            return asdict(o)
        return super().default(o)


data = {"when": datetime(2024, 1, 2, 3, 4, 5), "level": Level.LOW, "set": {3, 1, 2}, "user": User("Ann", ("a", "b")),
        "n": None, "f": 1.0, "big": 10 ** 20, "t": True, "é": "ü\n\"\\", 1: "int key", None: 0, 2.5: "x", False: 1}
print(json.dumps(data, cls=Encoder))
print(json.dumps(data, cls=Encoder, indent=2, ensure_ascii=False))
print(json.dumps([1, [2, []], {}, {"a": {}}], indent="--"), json.dumps({"b": 1, "a": 2}, sort_keys=True, separators=(",", ":")))
print(json.dumps(object, default=lambda o: f"<{o.__name__}>"))
try:
    json.dumps({"x": {1, 2}})
except TypeError as e:
    print(e)
try:
    json.dumps({(1, 2): 3})
except TypeError as e:
    print(e)
print(json.dumps({(1, 2): 3, "a": 1}, skipkeys=True), json.dumps(float("nan")), json.dumps([float("inf"), -float("inf")]))
for text in ['{"a": 1,}', "[1, 2", '{"a" 1}', "", "nul", '"abc', "[1] x", "{'a': 1}", '"\\x"', "01", "[1,,2]"]:
    try:
        print(json.loads(text))
    except json.JSONDecodeError as e:
        print(e, e.pos, e.lineno, e.colno)
print(json.loads('[1.5, 1e3, -0, true, null, "\\u4f60\\ud83d\\ude00"]'))
print(json.loads('{"__c__": true, "re": 1, "im": 2}', object_hook=lambda d: complex(d["re"], d["im"]) if "__c__" in d else d))
print(json.loads('{"a": 1, "a": 2}', object_pairs_hook=list), json.loads("1.10", parse_float=Decimal), json.loads(b'"b"'))
a = []
a.append(a)
try:
    json.dumps(a)
except ValueError as e:
    print(e)
