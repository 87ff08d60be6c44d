words = ["pear", "fig", "banana", "kiwi"]
print(min(words), max(words), min(words, key=len), max(words, key=len), sorted(words, key=lambda w: (len(w), w)), sorted(words, key=len, reverse=True))
print(min(3, 1, 2), max("abc"), min([], default="none"), max([1], default=0), sum([1, 2], 10), sum([[1], [2]], []), sum(x / 2 for x in range(4)))
print(max({"a": 3, "b": 7}, key={"a": 3, "b": 7}.get), min((2, "b"), (2, "a")), max(1, 2.5, True), abs(-3), abs(3 - 4j), round(2.567, 1), round(15, -1), pow(2, 10, 1000))
for f in (lambda: min(), lambda: min([]), lambda: max(5), lambda: sum("ab"), lambda: sum(["a"]), lambda: sorted(5), lambda: min(1, "a"), lambda: max([1], key=5)):
    try:
        print(f())
    except (ValueError, TypeError) as e:
        print(type(e).__name__, e)
