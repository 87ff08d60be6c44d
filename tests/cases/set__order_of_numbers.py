def show(function):
    try:
        print(repr(function()))
    except Exception as error:
        print(type(error).__name__, error)


import random

for values in (
    [5, 3, 1],
    [100, 1, 50, 2],
    list(range(0, 200, 7)),
    [-5, 3, -1],
    [2**40, 1, 2**33],
    [8, 16, 24, 32, 40],
    [1.5, 2.5, 1],
    range(20, 0, -1),
    [3, 11, 19, 27, 35, 43],
):
    x = set(values)
    y = set()
    for value in values:
        y.add(value)
    print(y, x | y, x & set(list(values)[::2]), x - set(list(values)[:2]), x ^ {3, 1000}, frozenset(values), {*values})
print({5, 3, 1, 9, 7, 11, 13}, {1000, 1, 2000, 2, 3000, 3}, {64, 32, 16, 8, 4, 2, 1}, {10, 20, 30, 40, 50})

numbers = random.Random(5)
for trial in range(60):
    s = set()
    high = numbers.choice([10, 50, 1000, 10**6])
    for _ in range(numbers.randrange(40)):
        op = numbers.randrange(12)
        value = numbers.randrange(-high // 4, high)
        if op < 5:
            s.add(value)
        elif op < 7 and s:
            s.discard(numbers.choice(list(s)))
        elif op == 7 and s:
            s.pop()
        elif op == 8:
            s |= {value, value + 1, value * 2}
        elif op == 9:
            s &= set(range(value - 50, value + 50)) | s
        elif op == 10:
            s -= {value, value - 1}
        else:
            s ^= {value, value + 3}
    t = set(numbers.randrange(high) for _ in range(numbers.randrange(20)))
    print(s, s | t, s & t, s - t, s ^ t, s.copy(), frozenset(s), {*s, *t}, t.difference(s))
