def show(function):
    try:
        print(repr(function()))
    except Exception as error:
        print(type(error).__name__, error)


def count(limit):
    for i in range(limit):
        print("yield", i, end="; ")
        yield i


def failing(limit):
    for i in range(limit):
        if i == 2:
            raise ValueError("two")
        yield i


show(lambda: any(x > 1 for x in count(5)))
show(lambda: all(x < 1 for x in count(5)))
show(lambda: 2 in count(5))
show(lambda: sum(count(3)))
show(lambda: max(count(3)))
show(lambda: sorted(count(3), key=lambda x: -x))
show(lambda: tuple(map(lambda x: x * 2, count(3))))
show(lambda: [*zip(count(2), count(3))])
show(lambda: list(enumerate(count(2))))
show(lambda: list(filter(lambda x: x % 2, count(4))))
show(lambda: next(count(0)))
show(lambda: next(count(0), "default"))
show(lambda: list(failing(5)))
show(lambda: sum(failing(5)))
show(lambda: max(failing(5), key=lambda x: x))
show(lambda: min(count(0)))
show(lambda: set(count(2)))
show(lambda: (lambda *args: args)(*count(2)))


def unpack():
    a, b = count(5)


def unpack_starred():
    a, *b = count(3)
    return a, b


show(unpack)
show(unpack_starred)
show(lambda: list(map(lambda x: next(iter([])), [1])))


def recursive_sum(n):
    return sum(recursive_sum(n - 1) for _ in range(1)) + 1 if n else 0


def recursive_map(n):
    return list(map(recursive_map, [n - 1]))[0] + 1 if n else 0


def recursive_sort(n):
    return sorted([n], key=lambda v: recursive_sort(v - 1) if v else 0)[0]


def recursive_any(n):
    return any(recursive_any(n - 1) for _ in [1]) if n else True


show(lambda: (recursive_sum(150), recursive_map(150), recursive_sort(150), recursive_any(150)))


def sieve(numbers):
    prime = next(numbers)
    yield prime
    yield from sieve(x for x in numbers if x % prime)


import itertools

show(lambda: list(itertools.islice(sieve(itertools.count(2)), 25)))


def nested(depth):
    numbers = iter(range(5))
    for _ in range(depth):
        numbers = map(lambda x: x + 1, numbers)
    return numbers


show(lambda: list(nested(50)))
numbers = zip([1, 2, 3], count(2))
print(next(numbers), list(numbers))
pairs = iter([1, 2, 3])
print(list(zip(pairs, pairs)), list(pairs))


class Iterable:
    def __iter__(self):
        yield 1
        yield 2


show(lambda: (list(Iterable()), sum(Iterable()), [*Iterable(), *Iterable()], {*Iterable()}, 2 in Iterable()))
show(lambda: (list(zip(Iterable(), Iterable())), list(map(str, Iterable())), (lambda a, b: a + b)(*Iterable())))


class Iterator:
    def __init__(self):
        self.n = 0

    def __iter__(self):
        return self

    def __next__(self):
        self.n += 1
        if self.n > 3:
            raise StopIteration
        return self.n


show(lambda: (list(Iterator()), sum(Iterator()), max(Iterator()), 2 in Iterator(), dict(enumerate(Iterator()))))
show(lambda: (sorted(Iterator(), reverse=True), ",".join(str(x) for x in Iterator()), [x for x in Iterator()]))
items = [1]
items.extend(count(2))
items += count(2)
items[1:1] = count(2)
print(items)
