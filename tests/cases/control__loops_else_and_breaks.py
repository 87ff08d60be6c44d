def first_factor(n):
    for d in range(2, n):
        if n % d == 0:
            break
    else:
        return f"{n} is prime"
    return f"{n} = {d} * {n // d}"


print([first_factor(n) for n in (7, 9, 15)])
n = 27
steps = 0
while n != 1:
    n = 3 * n + 1 if n % 2 else n // 2
    steps += 1
else:
    print("collatz", steps)
for i in range(3):
    for j in range(3):
        if i == j:
            continue
        if i + j > 3:
            break
        print(i, j, end="; ")
    else:
        print("row", i, "complete")
        continue
    print("row", i, "broken")
while True:
    steps -= 10
    if steps < 0:
        break
print(steps, [x if x % 2 else -x for x in range(5)])
for i, (a, *b) in enumerate([(1, 2, 3), "xyz"], start=1):
    print(i, a, b)
for x in []:
    pass
else:
    print("empty loop")
try:
    print(x)
except NameError as e:
    print(e)
