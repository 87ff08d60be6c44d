def show(function):
    try:
        print(repr(function()))
    except Exception as error:
        print(type(error).__name__, error)


for value in (-5, -2.5, "a", -2**70, True, 3 + 4j):
    show(lambda: abs(value))
for pair in ((7, -2), (7.5, 2), (1, 0), (1.0, 0), ("a", 1), (2**70, 3)):
    show(lambda: divmod(*pair))
for args in ((2, 10), (2, -1), (3, 4, 5), (3, -1, 7), (2, -1, 4), (2, 0.5), (2, 1, 0)):
    show(lambda: pow(*args))
for value in (10, -10, 2**70, 1.5, True):
    show(lambda: (bin(value), oct(value), hex(value)))
for value in (65, 0x1F600, -1, 0x110000, "a"):
    show(lambda: chr(value))
for value in ("a", "ab", 5, "", "é", b"a"):
    show(lambda: ord(value))
for value in (0.5, 1.5, 2.5, -0.5, -1.5, 2.675, 1.005, 1e20, 123456.789, 2.0**60, 5e15 + 0.5):
    show(lambda: (round(value), round(value, 1), round(value, 2), round(value, -1), round(value, -2)))
for value, digits in ((1234, -2), (1250, -2), (1350, -2), (-1250, -2), (5, -1), (15, -1), (5, -5), (5, 1), (10**30, -5)):
    show(lambda: round(value, digits))
show(lambda: round("a"))
show(lambda: round(float("nan")))
show(lambda: round(float("inf")))
show(lambda: round(1.5, None))
show(lambda: round(number=2.5, ndigits=0))
show(lambda: round(0.1 + 0.2, 17))
show(lambda: round(1e300, -299))
show(lambda: ascii("é\n🙂"))
show(lambda: format(3.14159, ".2f"))
show(lambda: format(5, 5))
show(lambda: sum([1, 2.5]))
show(lambda: sum(["a"], ""))
show(lambda: sum([[1], [2]], []))
show(lambda: sum([0.1] * 10))
show(lambda: sum("ab"))
show(lambda: min([]))
show(lambda: max())
show(lambda: max(1, 2, default=3))
show(lambda: max([], default=3))
show(lambda: max("abc", key=ord))
show(lambda: min([1, "a"]))
show(lambda: max(5))
