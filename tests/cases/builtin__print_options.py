print()
print("a", "b", 3, None, [1], {"k": 1.0}, sep=" | ")
print("no", "newline", end=" ... ")
print("same line")
print(*[1, 2, 3], sep="")
print("x", end="")
print("y", end="\n\n")
print("tab\tsep", "back\\slash", sep="\n")
print(1, 2, sep=None, end=None)
print(f"{'left':<8}|{'right':>8}|{'mid':^8}|")
print("unicode ✓ ±", "\u2603", b"bytes", r"raw\n", "a" "b")
for bad in ({"sep": 1}, {"end": 2}):
    try:
        print("x", **bad)
    except TypeError as e:
        print(e)


class Shown:
    def __str__(self): return "str"
    def __repr__(self): return "repr"


print(Shown(), [Shown()], f"{Shown()} {Shown()!r} {Shown()!s:>6}", "%s %r" % (Shown(), Shown()), "{} {!r}".format(Shown(), Shown()), {1: Shown()})
