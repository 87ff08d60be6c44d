def show(function):
    try:
        print(repr(function()))
    except Exception as error:
        print(type(error).__name__, error)


table = {"a": 1, 1: 2, (1, 2): 3, None: 4, 2.0: 5}
show(lambda: table[1.0])
show(lambda: table[True])
show(lambda: table[2])
show(lambda: table[(1, 2)])
show(lambda: table["zz"])
show(lambda: table[[1]])
show(lambda: table[(1, [2])])
show(lambda: {{1}})
table[True] = "t"
table[1.0] = "f"
print(table)
show(lambda: dict(a=1, b=2))
show(lambda: dict([("a", 1)], b=2))
show(lambda: dict([(1, 2, 3)]))
show(lambda: dict([1]))
show(lambda: dict(5))
show(lambda: dict(["ab", "cd"]))
show(lambda: dict(1, 2))
show(lambda: table.pop("zz"))
show(lambda: table.pop("zz", 1))
show(lambda: {}.popitem())
show(lambda: table.get())
show(lambda: {}.get(1, 2, 3))
show(lambda: table.update(5))
show(lambda: dict.fromkeys(5))
show(lambda: {1: 2} | 5)
show(lambda: {1: 2} | [(1, 2)])
show(lambda: {1: 2} < {1: 3})
show(lambda: {1: 2}.__getitem__(5))

numbers = {i: i for i in range(5)}


def grow():
    for key in numbers:
        numbers[key + 10] = 1


def shrink():
    for key in numbers:
        del numbers[key]


def replace():
    two = {1: 1, 2: 2}
    for key in two:
        two.pop(key)
        two[key] = 0


show(grow)
show(shrink)
show(replace)
print(numbers)

letters = {"x": 1, "y": 2, "z": 3}
print(letters.keys(), letters.values(), letters.items(), list(reversed(letters.items())))
print(letters.keys() == {"x", "y", "z"}, sorted(letters.keys() | {"q"}), letters.keys() & ["x"], ("x", 2) in letters.items())
letters |= [("m", 2)]
print(letters)


class Key:
    def __init__(self, value):
        self.value = value

    def __eq__(self, other):
        return isinstance(other, Key) and self.value == other.value

    def __hash__(self):
        return hash(self.value)

    def __repr__(self):
        return f"Key({self.value})"


keys = {Key(1): "a", Key(2): "b"}
print(keys[Key(1)], Key(3) in keys, {Key(1), Key(1)}, keys.pop(Key(2)), keys)


class Unhashable:
    def __eq__(self, other):
        return True


class WrongHash:
    def __hash__(self):
        return "x"


show(lambda: {Unhashable(): 1})
show(lambda: {WrongHash(): 1})
show(lambda: hash((1, 2, 3)))
show(lambda: hash((1, (2, 3))))
show(lambda: hash(()))
show(lambda: hash(2**61))
show(lambda: hash(10**40))
show(lambda: hash(frozenset([1, 2, 3])))
show(lambda: hash({}))

many = {i: str(i) for i in range(1000)}
for i in range(0, 1000, 2):
    del many[i]
print(len(many), many[501], list(many)[:5], 500 in many)
