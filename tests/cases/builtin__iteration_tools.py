print(list(zip([1, 2, 3], "ab")), list(zip()), dict(enumerate("ab", start=5)))
print(sum(range(101)), min("b", "a"), max([1, 5, 3], default=0), min([], default="none"), max("aa", "b", key=len))
print(all(x > 0 for x in [1, 2]), any([]), sorted((3, 1, 2), reverse=True), list(reversed("abc")))
it = iter([1, 2])
print(next(it), next(it), next(it, "end"), list(iter(lambda it=iter([1, 2, 0, 3]): next(it), 0)))
print(list(map(str, range(3))), list(map(max, [1, 5], [4, 2])), list(filter(str.isdigit, "a1b2")))
print(isinstance(True, int), callable(print), repr(range(1, 10, 2)), slice(1, 2, None), round(7, 1), pow(2, 3))
print(hasattr([], "append"), getattr("x", "upper")(), vars(type("T", (), {"a": 1})()) == {})
print(int.from_bytes(b"\x02", "big"), bytes("é", "utf-8"), list(b"ab"))
try:
    list(zip([1], [1, 2], strict=True))
except ValueError as error:
    print(error)


class Countdown:
    def __init__(self, start):
        self.start = start

    def __iter__(self):
        n = self.start
        while n:
            yield n
            n -= 1

    def __reversed__(self):
        return iter(range(1, self.start + 1))

    def __len__(self):
        return self.start


class Squares:
    def __getitem__(self, index):
        if index > 3:
            raise IndexError(index)
        return index * index


print(list(Countdown(3)), list(reversed(Countdown(3))), max(Countdown(4)), 2 in Countdown(3), tuple(Squares()), 9 in Squares())
a, *b = Countdown(3)
print(a, b, [*Squares()], sum(Countdown(3)), bool(Countdown(0)))
