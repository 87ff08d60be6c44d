price, count, name = 1234567.891, 42, "loop"
print(f"{price:,.2f} {price:.3e} {price:12.1f}| {price:<14.2f}| {price:+.0f}")
print(f"{count:5d}|{count:<5}|{count:^5}|{count:>05}|{count:x} {count:#x} {count:b} {count:#010b} {count:o}")
print(f"{name:>8}|{name:*^10}|{name!r:>10}|{name:.2}|{name!s}")
print(f"{0.256:.1%} {1e6:g} {1e-7:g} {3.0:g} {2.5:n} {10**20:_}")
print(f"{count=} {price=:.1f} {name = } {count * 2 = :>5}")
width, digits = 10, 3
print(f"[{price:{width}.{digits}g}] [{name:{'>'}{width}}]")
print(f"{{braces}} {'nested ' + f'{count + 1}'} {[x for x in range(3)]}")
print(f"{True} {None} {(1,)} { {'a': 1}['a'] }")
print(f"{-7 // 2} {-7 % 3} {7 % -3} {2 ** 10} {2 ** -1} {divmod(-9, 4)}")
print(
    f"several "
    f"pieces {count:,} "
    "and {plain}"
)
print(f"{1000000:,} {1234.5:010.2f} {-5:=+6d} {65:c} {1.5:e}")
for value in (0.1 + 0.2, 1e16, 1e22, 123456789.123456789, 5e-324, float("inf"), float("nan"), -0.0):
    print(f"{value} {value!r} {value:.3f}")
