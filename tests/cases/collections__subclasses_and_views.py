from collections import OrderedDict, defaultdict, Counter, deque, namedtuple, ChainMap, UserDict, UserList, UserString

od = OrderedDict.fromkeys("abc", 0)
od.move_to_end("a")
od.move_to_end("c", last=False)
print(od, list(od.items()), od.popitem(last=False), od == {"b": 0, "a": 0}, list(reversed(od)))
dd = defaultdict(list)
for k, v in [("a", 1), ("b", 2), ("a", 3)]:
    dd[k].append(v)
print(dd, dict(dd), dd.default_factory, dd.get("z"), "z" in dd, dd["z"])
nested = defaultdict(lambda: defaultdict(int))
nested["x"]["y"] += 1
print({k: dict(v) for k, v in nested.items()})
c = Counter("mississippi")
print(c, c.most_common(2), c["z"], sorted(c.elements()), c.total())
c.update("pp")
c.subtract({"s": 10})
print(c, +c, -c, c + Counter(a=1), c & Counter(p=2), c | Counter(i=9), c - Counter(i=1))
print(Counter(a=1) == Counter(a=1, b=0), Counter(a=1) <= Counter(a=2), Counter(["x", "y", "x"]).most_common())
d = deque(range(5), maxlen=4)
d.append(9)
d.appendleft(-1)
d.rotate(1)
print(d, d.maxlen, d[0], d[-1], len(d), 9 in d, d.index(2), list(reversed(d)))
d.extend([1, 2]); d.extendleft([7, 8]); d.insert(1, 5) if len(d) < 4 else print("full")
print(d, d.count(7), d.pop(), d.popleft(), d.copy() + deque([1]))
try:
    deque().pop()
except IndexError as e:
    print(e)
Point = namedtuple("Point", "x y", defaults=[0])
p = Point(1)
print(p, p.x, p._asdict(), p._replace(y=5), Point._fields, Point._field_defaults, Point._make([3, 4]), p == (1, 0), *p)
try:
    p.x = 5
except AttributeError as e:
    print(e)
try:
    Point()
except TypeError as e:
    print(e)
try:
    namedtuple("Bad", "class x")
except ValueError as e:
    print(e)
print(namedtuple("Fix", "class x x", rename=True)._fields)


class Employee(namedtuple("Employee", ["name", "salary"])):
    __slots__ = ()

    @property
    def yearly(self):
        return self.salary * 12

    def __str__(self):
        return f"{self.name} earns {self.salary}"


e = Employee("Bob", 10)
print(e, repr(e), e.yearly)
cm = ChainMap({"a": 1}, {"a": 2, "b": 3})
cm["c"] = 4
print(cm, cm["b"], dict(cm), cm.maps, cm.new_child({"a": 0})["a"], cm.parents, len(cm), sorted(cm))


class Lower(UserDict):
    def __setitem__(self, k, v):
        super().__setitem__(k.lower(), v)


l = Lower(A=1)
l["B"] = 2
l.update({"C": 3})
print(l, l.data, "a" in l, len(l), list(l.items()))


class Twice(UserList):
    def append(self, x):
        super().append(x)
        super().append(x)


t = Twice([1])
t.append(2)
print(t, t + [3], t[0:2], len(t), type(t[0:2]).__name__)
print(UserString("abc").upper() + "d", UserString("x") * 3)
