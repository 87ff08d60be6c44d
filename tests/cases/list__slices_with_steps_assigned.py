"""Slices with steps: read, assigned, deleted, with indices of one's own, and the sizes that must agree."""


class Index:
    def __init__(self, value):
        self.value = value

    def __index__(self):
        return self.value


class Spy:
    def __getitem__(self, key):
        return key

    def __setitem__(self, key, value):
        print(f"set {key} to {value}")

    def __delitem__(self, key):
        print(f"del {key}")


letters = list("abcdefghij")
print("".join(letters[::3]), "".join(letters[::-2]), "".join(letters[8:2:-2]), letters[5:5], letters[-3:], letters[:-8])
letters[::2] = "ABCDE"
print("".join(letters))
letters[::-3] = range(4)
print(letters)
del letters[1::3]
print(letters)
letters[2:4] = []
letters[1:1] = ["in", "serted"]
letters[100:] = "!"
letters[:0] = (0,)
print(letters)
letters[Index(1):Index(3)] = [None] * 3
print(letters, letters[Index(-1)])
del letters[-2:], letters[:3]
print(letters)
for step in (lambda: letters.__setitem__(slice(None, None, 2), [1]), lambda: letters[::0], lambda: letters["a":],
             lambda: letters.__setitem__(slice(0, 1), 5), lambda: letters[1.0], lambda: (1, 2).__setitem__):
    try:
        print(step())
    except (TypeError, ValueError, AttributeError) as error:
        print(type(error).__name__, error)
spy = Spy()
print(spy[1:2], spy[::2, 3], spy[...], spy[:, 1:], spy[()])
spy[1:2] = spy[::-1] = 0
del spy[0], spy[5:]
print(slice(1, 10, 3).indices(6), slice(None, None, -1).indices(4), slice(-3, None), slice(1, 2) == slice(1, 2))
data = bytearray(b"0123456789")
data[1::4] = b"xyz"[:2] + b"w"
del data[::5]
print(data, range(20)[3:15:4], range(20)[::-5][1], "slice"[::-1], (1, 2, 3, 4)[1::2])
