def show(function):
    try:
        print(repr(function()))
    except Exception as error:
        print(type(error).__name__, error)


numbers = range(2, 20, 3)
show(lambda: numbers[1:3])
show(lambda: numbers[::-1])
show(lambda: numbers[99])
show(lambda: numbers["a"])
show(lambda: 5.0 in numbers)
show(lambda: numbers.index(9))
show(lambda: range(1, 2, 0))
show(lambda: range(1.5))
show(lambda: range())
show(lambda: range(1, 2, 3, 4))
show(lambda: range(0) == range(5, 5))
show(lambda: list(reversed(numbers)))
show(lambda: slice(None, None, -1).indices(5))
show(lambda: slice(1, 2))

letters = "héllo wörld"
show(lambda: letters[-1])
show(lambda: letters[99])
show(lambda: letters["a"])
show(lambda: letters[::-1])
show(lambda: 5 in letters)
data = b"hello"
show(lambda: data[0])
show(lambda: data["a"])
show(lambda: "a" in data)
show(lambda: 300 in data)
array = bytearray(b"abc")
array[1:2] = b"XYZ"
del array[0]
print(array)


def store(target, key):
    target[key] = 1


def delete(target, key):
    del target[key]


for target in ((1, 2), "abc", 5, array):
    show(lambda: store(target, 0))
    show(lambda: store(target, "x"))
    show(lambda: delete(target, 9))
for target in (5, None):
    show(lambda: target[0])
show(lambda: len(5))
show(lambda: 1 in 5)
show(lambda: {}["k"])
show(lambda: (1, 2).index(3))


class Sequence:
    def __getitem__(self, index):
        if index >= 3:
            raise IndexError
        return index * 10


show(lambda: list(Sequence()))
show(lambda: 20 in Sequence())
show(lambda: 25 in Sequence())
show(lambda: list(reversed(Sequence())))


class NegativeLength:
    def __len__(self):
        return -1


class TextLength:
    def __len__(self):
        return "a"


class NoIterator:
    def __iter__(self):
        return 5


show(lambda: len(NegativeLength()))
show(lambda: len(TextLength()))
show(lambda: list(NoIterator()))
show(lambda: 5 in NoIterator())


class Everything:
    def __contains__(self, value):
        return value == 5

    def __reversed__(self):
        return iter("rev")

    def __index__(self):
        return 2

    def __delitem__(self, key):
        print("del", key)

    def __setitem__(self, key, value):
        print("set", key, value)

    def __class_getitem__(cls, key):
        return ("class", key)


everything = Everything()
print(5 in everything, 6 in everything, list(reversed(everything)), [0, 1, 2, 3][everything], Everything[int])
del everything[1, 2]
everything[1:2] = 3
show(lambda: everything[0])
