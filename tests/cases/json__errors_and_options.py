import json, io, collections, enum, math
def tr(f, *a, **k):
    try: print(repr(f(*a, **k)))
    except RecursionError as e: print("RecursionError", e)
    except Exception as e: print(type(e).__name__, e, [getattr(e, n, None) for n in ("msg", "pos", "lineno", "colno")])
for s in ['{"a": 1,}', '{"a": 1', '[1, 2', '"abc', '"a\nb"', '"\\x"', '"\\u12"', '"\\u12G4"', '"\\', '{"a"', '{"a":', '{a: 1}', "{'a': 1}", '[1 2]', '1 2', '-', '+1', '01', '1.', '.5', '1e5', '1E-2', '-0', '-0.0', '12345678901234567890123', 'NaN', '-Infinity', 'nul', '  [ ] ', '{}', '[[]]', '"\\ud83d\\ude00\\/\\b"', '\ufeff1', '[1,\n 2,\n x]', '{"é": x}', '', ' ', '"tab\there"', 'tru', '[', '{', '["a",', '{"a":1,"a":2}', '1.5e', '"a\\', '[1]]', '{"a":1}}', '{"b": "c" "d"}', '{"a",}']:
    print(ascii(s), end=" "); tr(json.loads, s)
tr(json.loads, b'{"x": 1}'); tr(json.loads, 3); tr(json.loads, '[1.5, 2]', parse_float=str, parse_int=lambda x: int(x) * 2)
tr(json.loads, '{"a": {"b": 1}}', object_hook=lambda d: tuple(d.items())); tr(json.loads, '{"a": {"b": 1}}', object_pairs_hook=collections.OrderedDict); tr(json.loads, '"a\tb"', strict=False)
tr(json.loads, "[" * 100000)
class C(enum.IntEnum): A = 1
class S(str, enum.Enum): X = "x"
P = collections.namedtuple("P", "x y")
for o in [1, 1.5, 1e100, 1e16, -0.0, True, None, "é\u2028\U0001f600\x7f\x00\"\\", [1, [2, []], ()], {}, {"a": {}}, {1: 2, 1.5: 3, True: 4, None: 5}, C.A, S.X, P(1, 2), collections.OrderedDict(a=1), collections.defaultdict(int, b=2), 10**30, {(1, 2): 3}, {1, 2}, b"x", object, math.inf, float("nan"), {"k": [1, {"z": None}]}]:
    tr(json.dumps, o); tr(json.dumps, o, indent=2); 
tr(json.dumps, "é\x7f\n", ensure_ascii=False); tr(json.dumps, {"b": 1, "a": [3, {"d": 1, "c": 2}]}, sort_keys=True, indent="\t"); tr(json.dumps, {(1,): 1, "a": 2}, skipkeys=True); tr(json.dumps, [math.inf], allow_nan=False)
tr(json.dumps, {"a": 1, 2: 3}, sort_keys=True); tr(json.dumps, [1, {"a": 2}], separators=(",", ":"), indent=1); tr(json.dumps, [], indent=4); tr(json.dumps, [[], {}], indent=0)
tr(json.dumps, {"x": {1, 2}}, default=sorted); tr(json.dumps, object(), default=lambda o: [1])
l = []; l.append(l); tr(json.dumps, l)
tr(json.dumps, object(), default=lambda o: o)
class E(json.JSONEncoder):
    def default(self, o):
        if isinstance(o, complex): return [o.real, o.imag]
        return super().default(o)
tr(json.dumps, [1j], cls=E); tr(json.dumps, [set()], cls=E); tr(E(indent=1).encode, {"z": 2j}); tr(lambda: "".join(json.JSONEncoder().iterencode([1, 2])))
f = io.StringIO(); json.dump({"a": [1]}, f, indent=1); print(f.getvalue()); f.seek(0); print(json.load(f))
d = json.JSONDecoder(); print(d.raw_decode('[1] tail'), d.decode(' 3 ')); tr(d.raw_decode, 'x')
try: json.loads("[")
except ValueError as e: print(repr(e), e.doc)
# io
b = io.StringIO("one\ntwo\nthree"); print(b.read(2), b.tell(), b.readline(), list(b), b.read()); b.seek(0); print(b.readlines(), b.seek(0, 2)); b.write("!"); print(b.getvalue()); b.seek(1); b.write("XX"); print(b.getvalue(), b.tell(), b.truncate(4), b.getvalue())
with io.StringIO() as q: print("hi", 3, file=q, end=""); print(q.getvalue(), q.closed, q.readable(), q.writable(), q.seekable(), q.isatty())
print(q.closed); tr(q.getvalue); tr(io.StringIO().write, b"x"); tr(io.StringIO, 3); tr(io.BytesIO().write, "s"); tr(io.StringIO().fileno)
y = io.BytesIO(b"ab\ncd"); print(y.read(1), y.readline(), y.read(), y.getvalue(), y.seek(0), list(y), y.write(b"zz"), y.getvalue()); y.seek(10); y.write(b"q"); print(y.getvalue()); y.close(); tr(y.read)
s = io.StringIO(newline=None)
import contextlib
r = io.StringIO()
with contextlib.redirect_stdout(r): print("captured")
print(repr(r.getvalue()), isinstance(r, io.TextIOBase), isinstance(y, io.IOBase), isinstance(y, io.BufferedIOBase))
