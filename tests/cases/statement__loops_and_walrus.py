for n in range(2, 8):
    for divisor in range(2, n):
        if n % divisor == 0:
            print(n, "=", divisor, "*", n // divisor)
            break
    else:
        print(n, "is prime")

data = iter([3, 5, 0, 7])
while (value := next(data, None)):
    print("value", value)
else:
    print("stopped at", value)

print([y for x in range(5) if (y := x * x) > 3], y)
print(list(range(10, 0, -3)), range(3), len(range(0, 10, 3)), 5 in range(0, 10, 5), range(10)[2:5])
if (length := len("hello")) > 3 and length < 10:
    print(f"{length=}")
x = y = []
x.append(1)
print(y, x is y, x is not [], 1 if x else 2)
a, b = 0, 1
while a < 50:
    print(a, end=",")
    a, b = b, a + b
print()
values = {"k": [1, 2]}
values["k"][0] += 10
values["k"] *= 2
del values["k"][1:3]
print(values, 3 and 0, "" or "default", not [], None or 0 or "last", 1 < 2 > 0)
for i, (key, *rest) in enumerate([("a", 1, 2), ("b",)]):
    print(i, key, rest)
print("one", "two", sep="-", end="!\n")
print(*"abc", sep="\n")
print()
if False:
    pass
elif x:
    print("elif")
while True:
    break
try:
    for n in 5:
        pass
except TypeError as error:
    print(error)
