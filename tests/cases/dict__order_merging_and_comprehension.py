d = {"b": 1, "a": 2}
d["c"] = 3
d["a"] = 20
print(d, list(d), list(d.values()), d.items(), len(d), "a" in d, d.get("z"), d.get("z", 0))
print({**d, "z": 9}, d | {"b": 100}, {k: v for k, v in sorted(d.items())}, dict(zip("xy", (1, 2))), dict(a=1), dict([("k", "v")]))
d |= {"e": 5}
print(d.pop("b"), d.pop("nope", None), d.popitem(), d.setdefault("n", []), d.setdefault("n", 5), d)
d["n"].append(1)
print(d, {v: k for k, v in {"one": 1, "two": 2}.items()}, max(d, key=lambda k: len(k)), sum({1: 2, 3: 4}), sorted(d))
groups = {}
for w in ["apple", "bob", "cat", "ant"]:
    groups.setdefault(w[0], []).append(w)
print(groups, {k: len(v) for k, v in groups.items()}, dict(sorted(groups.items(), key=lambda kv: -len(kv[1]))))
print({1: "int", 1.0: "float", True: "bool"}, {(1, 2): "t"}[1, 2], {None: 0}[None], dict.fromkeys("ab", 0), {} == dict(), {"a": 1} == {"a": 1.0})
for f in (lambda: d["zz"], lambda: {}.popitem(), lambda: {[]: 1}, lambda: dict(5), lambda: {"a": 1} < {"b": 2}, lambda: d.fromkeys(), lambda: {{}: 1}):
    try:
        print(f())
    except Exception as e:
        print(type(e).__name__, e)
view = d.keys()
d["later"] = 1
print(view, view & {"later", "x"}, d.items() >= {("later", 1)}, list(reversed(d)), view - {"later"} == set(view) - {"later"})
d.clear()
print(d, view, bool(d), d.copy(), d.update(a=1, **{"b": 2}), d)
nested = {"x": {"y": {"z": 1}}}
print(nested["x"]["y"]["z"], nested.get("q", {}).get("w"), [k for k in nested], *nested["x"])
