matrix = [[1, 2, 3], [4, 5, 6]]
print([x for row in matrix for x in row if x % 2])
print([[row[i] for row in matrix] for i in range(3)])
print({x: [y for y in range(x)] for x in range(3)})
print({c for c in "hello"} == set("helo"), sum(x * x for x in range(4)))
x = "outer"
print([x for x in range(3)], x)
print([(a, b) for a in range(3) for b in range(a)], [last := n for n in range(3)], last)
lazy = (print("made", n) or n for n in range(3))
print("nothing yet")
print(next(lazy), next(lazy))
print(list(lazy), next(lazy, "empty"))
functions = [lambda: n for n in range(3)]
print([f() for f in functions], [f() for f in [lambda n=n: n for n in range(3)]])


class Scope:
    size = 3
    items = [i * 2 for i in range(size)]


print(Scope.items)
print(["even" if n % 2 == 0 else "odd" for n in range(3)], [*(n for n in range(2))])
print(any(n > 2 for n in range(5)), max((len(w), w) for w in ["a", "bcd", "ef"]))
