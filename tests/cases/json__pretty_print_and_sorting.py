import json
data = {"name": "Ünïcode", "list": [1, 2.5, None, True], "nested": {"b": [], "a": {}}, "empty": ""}
print(json.dumps(data))
print(json.dumps(data, ensure_ascii=False, indent=4, sort_keys=True))
print(json.dumps([1, "a"], indent=None, separators=(",", ":")), json.dumps("quote\"\\/\b\f\n\r\t\x01"), json.dumps({1: 2, None: 3, True: 4, 1.5: 5}))
text = '{"a": [1, 2, {"b": null}], "c": 1e5, "d": "\\u00e9\\n", "e": -0.5}'
parsed = json.loads(text)
print(parsed, type(parsed["c"]), json.loads(json.dumps(parsed)) == parsed, json.loads(" [true, false] "), json.loads('"\\ud83d\\ude80"'))
for bad in ("{a: 1}", "[1 2]", '{"a":}', "tru", '["x"', "nan", "[1],"):
    try:
        print(json.loads(bad))
    except ValueError as e:
        print(type(e).__name__, e)
for value in ({1, 2}, 1j, b"x", object):
    try:
        json.dumps(value)
    except TypeError as e:
        print(e)
