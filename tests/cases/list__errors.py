def show(function):
    try:
        print(repr(function()))
    except Exception as error:
        print(type(error).__name__, error)


items = [1, 2, 3, 4, 5, 6]
show(lambda: items[10])
show(lambda: items["a"])
show(lambda: items[True])
show(lambda: items[10**30])
show(lambda: items[-10**30:10**30])
show(lambda: items[1.5])
show(lambda: items[::0])
show(lambda: items["a":])


def assigned(key, value):
    copy = items[:]
    copy[key] = value
    return copy


show(lambda: assigned(10, 9))
show(lambda: assigned(slice(1, 3), [7, 8, 9]))
show(lambda: assigned(slice(None, None, 2), [7, 8, 9]))
show(lambda: assigned(slice(None, None, 2), [7, 8]))
show(lambda: assigned(slice(1, 2), 5))
show(lambda: assigned(slice(0, 4, 2), 5))
show(lambda: assigned(slice(3, 1), [0, 0]))


def deleted(key):
    copy = items[:]
    del copy[key]
    return copy


show(lambda: deleted(99))
show(lambda: deleted(slice(1, 3)))
show(lambda: deleted(slice(None, None, -3)))
show(lambda: deleted("x"))

show(lambda: [].pop())
show(lambda: [1].pop(5))
show(lambda: [1].remove(3))
show(lambda: [1].index(3))
show(lambda: [1, 2, 1].index(1, 1))
show(lambda: [1].append())
show(lambda: [1].append(1, 2))
show(lambda: [1].insert(1))
show(lambda: [].sort(5))
show(lambda: [].sort(foo=5))
show(lambda: list(5))
show(lambda: list(1, 2))
show(lambda: list(a=1))
show(lambda: [1] + (2,))
show(lambda: [1] * 2.0)
show(lambda: [1] < (1,))
show(lambda: [1, "a"] < [1, 2])
show(lambda: sorted([3, "a"]))
show(lambda: sorted([1, 2], key=5))
show(lambda: sorted())
show(lambda: list.append(5, 1))


class Key(int):
    def __lt__(self, other):
        if self == 2:
            raise ValueError("not two")
        return int.__lt__(self, other)


numbers = [Key(3), Key(1), Key(2), Key(0)]
show(lambda: numbers.sort())
print(len(numbers))


def modifying(value):
    numbers.append(9)
    return value


show(lambda: numbers.sort(key=modifying))
print(len(numbers))
