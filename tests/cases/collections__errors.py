def show(function):
    try:
        print(repr(function()))
    except Exception as error:
        print(type(error).__name__, error)


from collections import ChainMap, Counter, OrderedDict, UserDict, UserList, UserString, defaultdict, deque, namedtuple

show(lambda: deque().pop())
show(lambda: deque()[5])
show(lambda: deque("ab")["a"])
show(lambda: deque([1], -1))
show(lambda: deque([1, 2, 3], maxlen=2))
show(lambda: deque([1]) + [1])
show(lambda: deque([1]).index(9))
show(lambda: deque([1]).remove(9))
show(lambda: hash(deque()))
queue = deque([1, 2, 3])
queue.rotate(-2)
queue.extendleft([8, 9])
queue.insert(1, "i")
del queue[0]
print(queue, list(reversed(queue)), queue == deque([3]), deque([1]) < deque([2]), deque([1]) * 3)


def mutate():
    for value in queue:
        queue.append(1)


show(mutate)


class Doubling(deque):
    def __init__(self, *args):
        super().__init__(*args)
        self.extra = 1

    def append(self, value):
        super().append(value * 2)


doubling = Doubling([1])
doubling.append(5)
print(doubling, len(doubling), doubling.extra, doubling[-1])

groups = defaultdict(list, {"a": [1]}, b=2)
groups["c"].append(3)
print(groups, "zz" in groups, groups.get("zz"), groups.copy(), groups | {"n": 1})
show(lambda: defaultdict(5))
show(lambda: defaultdict()["a"])
deep = defaultdict(lambda: defaultdict(int))
deep["a"]["b"] += 1
print(deep["a"]["b"], len(deep))

letters = Counter("hello world")
print(letters, letters.most_common(2), letters["zz"], letters.total(), sorted(letters.elements())[:3])
print(Counter("ab") | Counter("bc"), Counter("ab") & Counter("bc"), Counter([1, 1, 2]) - Counter([1]), +Counter(a=-1, b=1))
print(Counter(a=1) == Counter(a=1, b=0), Counter("abc") <= Counter("abcd"), Counter())
show(lambda: Counter(5))

ordered = OrderedDict([("a", 1), ("b", 2), ("c", 3)])
ordered.move_to_end("a")
ordered.move_to_end("c", last=False)
print(ordered, ordered.popitem(last=False), ordered == {"b": 2, "a": 1}, ordered == OrderedDict([("a", 1), ("b", 2)]))
show(lambda: OrderedDict().popitem())
show(lambda: ordered.move_to_end("zz"))

Point = namedtuple("Point", ["x", "y"], defaults=[5])
point = Point(1)
print(point, point.x, point._replace(x=9), point._asdict(), Point._fields, Point.__doc__, Point.x.__doc__)
show(lambda: Point())
show(lambda: Point(1, 2, 3))
show(lambda: Point(1, x=2))
show(lambda: Point(1, z=3))
show(lambda: Point._make([1]))
show(lambda: point._replace(q=9))
show(lambda: setattr(point, "x", 5))
show(lambda: namedtuple("Q", "a a"))
show(lambda: namedtuple("Q", "_a"))
show(lambda: namedtuple("Q", "class"))
show(lambda: namedtuple("Q", "class a", rename=True)._fields)


class Summed(namedtuple("Base", "x y")):
    __slots__ = ()

    def total(self):
        return self.x + self.y


print(Summed(1, 2), Summed(1, 2).total(), Summed(3, 4)._replace(x=1))

chain = ChainMap({"a": 1}, {"a": 2, "b": 3})
chain["n"] = 1
print(chain, chain["b"], dict(chain), len(chain), chain.new_child({"c": 1}), chain.parents)
show(lambda: chain["zz"])
user = UserDict({"a": 1})
user["b"] = 2
print(user, len(user), user == {"a": 1, "b": 2}, user.pop("a"), UserList([1, 2]) + [3], UserString("abc").upper())
