ages = {"ann": 31, "bob": 25}
ages["cid"] = 40
print(ages, len(ages), ages["bob"], ages.get("dan"), ages.get("dan", 0), "ann" in ages)
print(list(ages), list(ages.values()), list(ages.items()), ages.keys())
print(ages.pop("bob"), ages.pop("zoe", None), ages.setdefault("eve", 22), ages.setdefault("ann", 0))
ages.update({"ann": 32}, fay=19)
print(ages, ages.popitem(), sorted(ages, key=ages.get))
print({**ages, "gus": 1}, ages | {"ann": 0}, dict([("a", 1)]), dict(x=1), dict.fromkeys("ab", 0))
for name, age in ages.items():
    print(name, age, end="; ")
print()
inverted = {age: name for name, age in ages.items() if age > 20}
print(inverted, {1: "int"} == {1.0: "int"}, {True: "a", 1: "b"})
del ages["ann"]
print(ages, bool({}), list(reversed({"a": 1, "b": 2})), ages.keys() & {"cid", "x"})
nested = {"list": [1, {"deep": None}], ("tuple", 1): {2, }}
print(nested, nested["list"][1]["deep"])
ages.clear()
print(ages)
for attempt in (lambda: ages["x"], lambda: {[]: 1}, lambda: ages.popitem()):
    try:
        attempt()
    except (KeyError, TypeError) as error:
        print(type(error).__name__, error)
growing = {1: 1}
try:
    for key in growing:
        growing[key + 1] = 1
except RuntimeError as error:
    print(error)
