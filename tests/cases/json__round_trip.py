import json

text = '{"name": "loop", "tasks": [1, 2.5, null, true], "nested": {"é": "\\u00e9\\n"}}'
data = json.loads(text)
print(data, data["tasks"][2] is None, type(data["tasks"][1]).__name__)
print(json.dumps(data))
print(json.dumps(data, ensure_ascii=False, sort_keys=True))
print(json.dumps({"b": [1, {"c": ()}], "a": {}}, indent=2))
print(json.dumps([1, "x"], separators=(",", ":")), json.dumps("quote\"s"), json.dumps({1: 2, None: True}))
print(json.loads("[1e3, -0.5, \"\\ud83d\\ude00\"]"), json.dumps(float("inf")))
for bad in ("{", "[1,]", "nope", '{"a" 1}', ""):
    try:
        json.loads(bad)
    except json.JSONDecodeError as error:
        print(error)
try:
    json.dumps({1, 2})
except TypeError as error:
    print(error)
