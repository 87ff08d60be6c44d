"""`groupby`, products, combinations, `accumulate`, `tee`, `pairwise` and their like, alone and combined."""
import operator
from itertools import (
    accumulate, chain, combinations, combinations_with_replacement, compress, count, cycle, dropwhile,
    filterfalse, groupby,
    islice, pairwise, permutations, product, repeat, starmap, takewhile, tee, zip_longest,
)


def run_lengths(text):
    return "".join(f"{len(list(run))}{letter}" for letter, run in groupby(text))


def unique(items, key=None):
    seen = set()
    for item in items:
        mark = key(item) if key else item
        if mark not in seen:
            seen.add(mark)
            yield item


def primes():
    known = []
    for n in chain([2], count(3, 2)):
        if all(n % p for p in takewhile(lambda p: p * p <= n, known)):
            known.append(n)
            yield n


print(run_lengths("aaabccd"), list(unique("AbBCAad", str.lower)), list(islice(primes(), 12)))
words = sorted("fig kiwi plum pear apple lime".split(), key=len)
print({length: list(group) for length, group in groupby(words, len)})
print(
    list(accumulate([3, 1, 4, 1, 5], max)), list(accumulate([1, 2, 3], operator.mul, initial=10)),
    list(accumulate([]))
)
print(["".join(p) for p in product("ab", repeat=2)], list(product([1, 2], "x", [True])), list(product()))
print(["".join(p) for p in permutations("abc", 2)], len(list(permutations(range(5)))), list(permutations([], 0)))
print(
    list(combinations(range(4), 2)), ["".join(c) for c in combinations_with_replacement("xy", 3)],
    list(combinations("ab", 3))
)
first, second = tee(iter(range(5)))
print(next(first), next(first), list(second), list(first), list(pairwise("abcd")), list(pairwise([1])))
print(
    list(zip_longest("ab", range(3), fillvalue="-")), list(compress("abcdef", [1, 0, 1, 0, 1])),
    list(starmap(pow, [(2, 5), (3, 2)]))
)
print(
    list(dropwhile(str.isdigit, "12a3")), list(filterfalse(None, [0, 1, "", "x"])),
    list(islice(cycle("ab"), 1, 8, 3))
)
print(
    list(chain.from_iterable(["ab", [1], {}])), list(repeat("x", 2)), list(zip(count(1, 0.5), "abc")), count(5),
    repeat(1, 3)
)
groups = groupby("aab")
_, stale = next(groups)
next(groups)
print(list(stale), [next(cycle([])) for _ in []], next(islice("abc", 5, None), "none"))
for wrong in (
    lambda: islice("a", -1), lambda: combinations("ab", -1), lambda: repeat(), lambda: next(count("a")),
    lambda: product(5)
):
    try:
        print(wrong())
    except (TypeError, ValueError) as error:
        print(type(error).__name__, error)
