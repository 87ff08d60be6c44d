import math

for value in (0.1, 1 / 3, 100.0, 1e15, 1e16, 123456789012345680.0, 1e-4, 1e-5, 2.5e-10, 1.7976931348623157e308):
    print(value, repr(-value), str(value) == repr(value))
print(0.1 + 0.2, 1e308 * 10, -1e308 * 10, float("nan") == float("nan"), float("  1.5e3 "), 3.0, 1e0)
print(7.5 // 2, -7.5 // 2, 7.5 % 2, -7.5 % 2, divmod(7.5, 2), 2.0**0.5, 2**0.5)
print(round(3.14159, 2), round(2.5), round(1e20), round(-0.4), round(12345.678, -2))
print(math.floor(-1.5), math.ceil(1.2), math.trunc(-1.7), math.sqrt(2), math.pi, math.inf, math.isnan(math.nan))
print(math.gcd(12, 18), math.factorial(20), math.hypot(3, 4), math.log(8, 2), math.log10(1000), math.exp(1))
print(math.isclose(0.1 + 0.2, 0.3), math.fsum([0.1] * 10), sum([0.1] * 10), math.prod([1, 2, 3]), math.isqrt(17))
print((0.5).is_integer(), (4.0).is_integer(), (0.75).as_integer_ratio(), float.fromhex("0x1.8p1"))
print(1.5 == 3 / 2, 1 < 1.5, 3 > 2.5, int(1e10), float(10**16 + 1), 1e16 == 10**16)
for attempt in (lambda: 1.0 / 0, lambda: float("abc"), lambda: int(math.inf), lambda: math.sqrt(-1)):
    try:
        attempt()
    except (ArithmeticError, ValueError) as error:
        print(type(error).__name__, error)
