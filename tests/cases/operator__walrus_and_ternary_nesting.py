data = [5, 12, 7, 30]
print([y for x in data if (y := x * 2) > 12], y, any((found := x) > 10 for x in data), found)
if (n := len(data)) > 3:
    print(f"{n} items, {(total := sum(data))} in all, {total / n:.2f} mean")
while (chunk := data[:2]):
    print(chunk)
    data = data[2:]
grade = lambda s: "A" if s >= 90 else "B" if s >= 80 else "C" if s >= 70 else "F"
print([grade(s) for s in (95, 85, 75, 10)], (lambda: (z := 3, z + 1))(), (a := 1) + (a := a + 1), a)
print(f"{(w := 7)=} {w!r:>4} {w:=^5}", [(i, j) for i in range(3) if (j := i ** 2) % 2 == 0])
