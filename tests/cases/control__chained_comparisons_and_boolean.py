def side(x):
    print("side", x)
    return x


print(1 < 2 < 3, 1 < 3 > 2, 1 == 1.0 == True, 3 > 2 == 2, 1 < side(5) < 3, side(1) > 2 > side(9))
print(0 or [] or "last", 1 and 2 and 3, 0 and side(1), not 0, not [] and 5, None or 0, "" or None, [] and 1)
print(1 if [] else 2, (lambda: 3)() if True else 4, "a" if 0 else "b" if 0 else "c")
print(bool("0"), bool(" "), bool([0]), bool(0.0), bool(None), bool(-1), all([]), any([]), all([1, "x"]), any([0, ""]))
print(1 in [1, 2], "a" not in "abc", [] == [], [1, 2] < [1, 3], (1, 2) < (1, 2, 0), "B" < "a", {1} < {1, 2})
print(True + True, True * 3, sum([True, False, True]), True == 1, isinstance(True, int), int(True), str(False), ~True & 0xff if False else -2)
x = 5
print(x > 3 and "big" or "small", not x == 5, x if x else 0, (x := 6) > 5, x)
