"""Nested comprehensions of all four kinds: order, conditions, unpacking, walrus, closures and lazy parts."""
words = "the quick brown fox jumps over the lazy dog".split()
print([(x, y) for x in range(4) if x % 2 for y in range(x) if y != 1])
print([[row * column for column in range(1, row + 1)] for row in range(1, 5)])
print({len(word): [other for other in words if len(other) == len(word)] for word in words})
print(sorted({letter for word in words if "o" in word for letter in word if letter not in "aeiou"}))
print(sum(len(word) for word in words), max((len(word), word) for word in words))
print({key: value for key, *value in ["abc", "xy", "z"]}, [a + b for (a, b) in zip("ab", "cd")])
print([last := word for word in words if len(word) > 4], last)
print([n if n % 3 else -n for n in range(7)])

functions = [lambda: n for n in range(3)]
kept = [lambda n=n: n for n in range(3)]
print([function() for function in functions], [function() for function in kept])

calls = []


def note(value):
    calls.append(value)
    return range(value)


lazy = ((a, b) for a in note(2) for b in note(3))
print(calls)
print(next(lazy), calls, list(lazy), calls)

matrix = [[1, 2, 3], [4, 5, 6], [7, 8, 9]]
print([[row[n] for row in matrix] for n in range(3)], [row[::-1] for row in reversed(matrix)])
print([value for row in matrix for value in row if value % 2 == 0 if value > 3])
triples = [(a, b, c) for c in range(1, 30) for b in range(1, c) for a in range(1, b) if a * a + b * b == c * c]
print(triples, next(n for n in range(2, 100) if all(n % k == 0 for k in (3, 4, 7))))


class Scope:
    size = 3
    items = [index for index in range(size)]
    try:
        wrong = [size for _ in range(1)]
    except NameError as error:
        message = str(error)


print(Scope.items, Scope.message)
