print(list(zip([1, 2, 3], "ab")), list(zip()), dict(zip("ab", range(2))), [*zip(*[(1, 2), (3, 4)])])
print(list(enumerate("ab", start=5)), range(5), range(1, 10, 3), list(range(5, 0, -2)), range(0), len(range(0, 100, 7)))
print(range(10)[2:5], range(10)[::-1], 4 in range(0, 10, 2), range(3) == range(0, 3, 1), range(5).index(3), range(10).count(3))
for f in (lambda: list(zip([1], [1, 2], strict=True)), lambda: range(1.5), lambda: range(1, 2, 0), lambda: range(3)[5], lambda: range(3).index(9), lambda: enumerate(5), lambda: zip(1)):
    try:
        print(f())
    except (ValueError, TypeError, IndexError) as e:
        print(type(e).__name__, e)
