import datetime

for value, spec in [(42, "d"), (42, "5d"), (42, "<5d"), (42, "^5d"), (42, "05d"), (42, "+d"), (42, " d"), (255, "x"),
                    (255, "#X"), (255, "#b"), (255, "o"), (1234567, ","), (1234567, "_"), (255, "_b"), (65, "c"),
                    (3.14159, ".2f"), (3.14159, "10.3f"), (3.14159, "<10.3f"), (3.14159, "e"), (1e10, "g"),
                    (0.00001, "g"), (1234.5, ",.2f"), (0.256, ".1%"), (1e300, ".3g"), (float("inf"), "f"),
                    (float("nan"), "F"), ("text", "10"), ("text", ">10"), ("text", "^10"), ("text", "*^10"),
                    ("text", ".2"), ("text", "*<6.3"), (True, "d"), (True, ""), (-5, "=+6d"), (-5, "0=6d"), (3, "#.3g"),
                    (1e6, "n"), (12.0, ""), (12.0, "g"), (1 + 2j, ".1f"), (-0.0, "z.1f"), (10 ** 20, ",d")]:
    print(f"{value!r:>22} {spec:8} |{value:{spec}}|")
for value, spec in [(1, "s"), ("x", "d"), (1.5, "d"), ("x", "=5"), ([1], "5"), (None, ">5"), (1, ".2d"), (3.5, "k"),
                    ("x", ","), (1, "c,"), (-1, "c"), ("x", "+")]:
    try:
        print(format(value, spec))
    except (ValueError, TypeError, OverflowError) as e:
        print(type(e).__name__, e)
width, precision, name = 12, 3, "val"
print(f"{3.14159:{width}.{precision}f}|{name=}|{name = !s}|{width*2=:>8}|{{literal}}|{'nested ' + f'{1+1}'}")
print(f"{'a' if width > 5 else 'b'} {[x for x in range(3)]} {(lambda x: x * 2)(4)} {datetime.date(2024, 2, 29):%d/%m/%Y}")
print(f'{name!r:>10}|{"é"!a}|{ {"k": 1}["k"] }|{width,precision}|{3.0:.0f}|{2.5:.0f}|{0.5:.0f}|{1.5:.0f}')
print("{} {!r} {2:>5} {k[a]} {o.year}".replace("{} {!r} {2:>5}", "{0} {1!r} {2:>5}").format(
    1, "two", 3, k={"a": "v"}, o=datetime.date(2020, 1, 1)))
for bad in ["{", "}", "{0} {}", "{a.b}", "{x[}", "{0!z}", "{5}"]:
    try:
        print(bad.format(1, a=1, x=2))
    except Exception as e:
        print(type(e).__name__, e)
print("%5d|%-5d|%05d|%+d|%x|%o|%e|%g|%s|%r|%c|%%|%.3s|%*d" % (1, 2, 3, 4, 255, 8, 1.5, 1e-7, "s", "r", "c", "abcdef", 6, 7))
print("%(a)s %(b)05.1f" % {"a": 1, "b": 2.345})
for bad, args in [("%d", "x"), ("%s %s", (1,)), ("%s", (1, 2)), ("%(a)s", 1), ("%y", 1), ("%c", "ab"), ("%", 1)]:
    try:
        print(bad % args)
    except Exception as e:
        print(type(e).__name__, e)
