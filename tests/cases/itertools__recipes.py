import itertools as it
import operator


def batched(iterable, n):
    i = iter(iterable)
    while batch := tuple(it.islice(i, n)):
        yield batch


def sliding(iterable, n):
    from collections import deque
    i = iter(iterable)
    window = deque(it.islice(i, n - 1), maxlen=n)
    for x in i:
        window.append(x)
        yield tuple(window)


def roundrobin(*iterables):
    num = len(iterables)
    nexts = it.cycle(iter(x).__next__ for x in iterables)
    while num:
        try:
            for n in nexts:
                yield n()
        except StopIteration:
            num -= 1
            nexts = it.cycle(it.islice(nexts, num))


def powerset(s):
    return it.chain.from_iterable(it.combinations(s, r) for r in range(len(s) + 1))


print(list(batched("ABCDEFG", 3)), list(sliding(range(6), 3)), "".join(roundrobin("ABC", "D", "EF")))
print(list(powerset([1, 2, 3])))
print(list(it.accumulate([1, 2, 3, 4], operator.mul)), list(it.accumulate([1, 2], initial=10)))
print([(k, list(g)) for k, g in it.groupby(sorted(["apple", "avocado", "bean", "corn", "cress"]), key=lambda s: s[0])])
print(list(it.zip_longest("ab", "xyz", fillvalue="-")), list(it.starmap(pow, [(2, 3), (3, 2)])))
print(list(it.takewhile(lambda x: x < 3, range(9))), list(it.dropwhile(lambda x: x < 7, range(9))))
print(list(it.compress("ABCD", [1, 0, 1, 0])), list(it.filterfalse(None, [0, 1, "", 2])))
a, b = it.tee(range(3))
print(list(a), list(b), list(it.repeat("x", 3)), list(it.islice(it.count(10, 5), 3)), list(it.islice("abcdefg", 1, 6, 2)))
print(list(it.product("ab", [1, 2])), list(it.product([0, 1], repeat=2)), list(it.permutations("abc", 2)))
print(list(it.combinations_with_replacement("ab", 2)), list(it.pairwise([1, 2, 3, 4])))
print(it.count(1, 2), it.repeat(3), it.repeat(3, 2), it.count())
print(sum(1 for _ in it.islice(it.cycle([1]), 5)), next(it.chain([], [1], [2])))
c = it.count(2.5, 0.5)
print(next(c), next(c), c)
print(type(it.chain()).__name__, type(it.groupby([])), it.chain)
