import pprint

pp = pprint.pprint
pp({"b": 1, "a": [1, 2, 3]}); pp(list(range(40))); pp({"key%d" % i: "value" * i for i in range(8)}); pp({"nested": {"list": [{"a": i, "b": "x" * 20} for i in range(4)], "t": (1,)}, "z": None}); pp([["x" * 30, "y" * 30], ["z" * 30]], width=40); pp("a long text that goes on and on " * 5); pp({"text": "word " * 30}); pp([1, 2, 3], width=5); pp(list(range(30)), compact=True, width=40); pp({"z": 1, "a": 2}, sort_dicts=False); pp({3, 1, 2}); pp({"x" * 20, "y" * 30, "z" * 40}); pp(("x" * 50, "y" * 50)); pp({"a": {"b": {"c": {"d": 1}}}}, depth=2); pp([[1, [2, [3]]]], depth=1, indent=4); pp({"a" * 30: "b" * 30, "c" * 30: ["d" * 30, "e" * 40]}, indent=4); pp(b"bytes " * 30); pprint.pp({"b": 1, "a": 2}); print(pprint.pformat({2: 1, "a": 3})); pp(1234567, underscore_numbers=True); pp([]); pp(("a" * 90,))
import collections, dataclasses
pp(collections.OrderedDict((("k%d" % i, "v" * 20) for i in range(4)))); pp(collections.defaultdict(list, {"k%d" % i: ["v" * 30] for i in range(4)})); pp(collections.Counter({"word%d" % i: i * 1000000 for i in range(8)})); pp(collections.deque(["x" * 30, "y" * 30, "z" * 30], maxlen=5))
@dataclasses.dataclass
class Pt:
    name: str
    values: list
    child: object = None
pp(Pt("n", [1, 2])); pp(Pt("name" * 10, ["v" * 30, "w" * 30], Pt("c" * 40, list(range(30)))))
import types; pp(types.SimpleNamespace(a="x" * 40, b="y" * 40))
