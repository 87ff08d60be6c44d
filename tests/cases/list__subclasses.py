def show(function):
    try:
        print(repr(function()))
    except Exception as error:
        print(type(error).__name__, error)


class Loud(list):
    def __getitem__(self, index):
        return ("got", super().__getitem__(index))

    def __len__(self):
        return 42


loud = Loud([1, 2, 3])
print(loud, len(loud), loud[0], list(loud), loud + [4], type(loud + [4]), loud == [1, 2, 3])
print(isinstance(loud, list), 2 in loud, loud.index(2))
loud.append(9)
print(loud, repr(loud), loud[1:2])


class Counted(list):
    def __init__(self, count):
        super().__init__(range(count))
        self.count_given = count


counted = Counted(4)
print(counted, counted.count_given, sum(counted), [*counted], max(counted))


class Plain(list):
    pass


plain = Plain(x for x in range(3))
plain.name = "plain"
print(plain, type(plain).__name__, bool(Plain()), Plain() == [], plain.name)
print([1, 2, 3].__contains__(2), [1].__eq__(2), [1].__add__([2]), [1, 2].__iter__().__next__())


class Pair(tuple):
    def __new__(cls, first, second):
        return super().__new__(cls, (first, second))

    @property
    def first(self):
        return self[0]


pair = Pair(1, 2)
print(pair, pair.first, len(pair), pair == (1, 2), hash(pair) == hash((1, 2)), {pair: 1}[(1, 2)], pair + (3,))
a, b = pair
print(a, b, "%s-%s" % pair)


class Default(dict):
    def __missing__(self, key):
        return key * 2

    def __setitem__(self, key, value):
        super().__setitem__(key, value + 1)


default = Default(a=1)
default["b"] = 1
print(default, default["zz"], default.get("zz"), "zz" in default, dict(default), {**default}, type(default.copy()))


class Doubling(set):
    def add(self, value):
        super().add(value * 2)


doubling = Doubling([1])
doubling.add(5)
print(doubling, len(doubling), 10 in doubling, type(doubling | {3}).__name__)


class Frozen(frozenset):
    def __new__(cls, *values):
        return super().__new__(cls, values)


print(Frozen(1, 2), Frozen(1) == frozenset([1]))


class Text(str):
    pass


class Number(int):
    pass


number = Number(5)
print({5: "x"}[number], {number: "x"}[5], [0, 1, 2, 3, 4, 5][number], range(number), sorted([Number(3), 1]))
print(Text("a") in {"a"}, {Text("a"): 1}["a"], Text("abc")[1], "".join([Text("a"), "b"]), sorted([Text("b"), "a"]))
