from functools import reduce
print(list(map(lambda x, y: x + y, [1, 2, 3], [10, 20])), list(filter(lambda s: s.isupper(), "aBcD")), reduce(lambda a, b: a * b, range(1, 6)))
print(list(map(int, "123")), list(map(str.strip, [" a ", "b "])), list(filter(None, [0, 1, "", "x", [], None])), reduce(lambda a, b: f"({a}+{b})", "abcd"))
compose = lambda *fs: reduce(lambda f, g: lambda x: g(f(x)), fs)
print(compose(lambda x: x + 1, lambda x: x * 2, str)(4), (lambda *a, **k: (a, k))(1, b=2), list(map(lambda p: p[0], {"a": 1}.items())))
m = map(lambda x: print("called", x) or x, [1, 2])
print("lazy", next(m), list(m), next(m, "empty"))
try:
    reduce(lambda a, b: a, [])
except TypeError as e:
    print(e)
try:
    list(map(lambda x: x / 0, [1]))
except ZeroDivisionError as e:
    print(e)
