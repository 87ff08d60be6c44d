from decimal import Decimal, getcontext, ROUND_HALF_UP, InvalidOperation
from fractions import Fraction
import math
import statistics

print(Decimal("0.1") + Decimal("0.2"), 0.1 + 0.2, Decimal("1.10") * 3, Decimal(1) / Decimal(7), Decimal("2.675").quantize(Decimal("0.01"), ROUND_HALF_UP))
print(Decimal("1e3"), Decimal(5), repr(Decimal("3.14")), Decimal("-0"), Decimal("NaN"), Decimal("Infinity"), Decimal("10").sqrt(), Decimal("3") ** 2, Decimal("7") // 2, Decimal("7") % 3)
print(Fraction(1, 3) + Fraction(1, 6), Fraction("0.75"), Fraction(3, -6), repr(Fraction(2, 4)), Fraction(7, 2) // 1, float(Fraction(1, 4)), Fraction(1, 3) < Fraction(1, 2), Fraction(0.5).limit_denominator(), Fraction(5, 2) ** 2)
print(math.gcd(12, 18), math.lcm(4, 6), math.factorial(10), math.comb(5, 2), math.perm(5, 2), math.isqrt(17), math.hypot(3, 4), math.floor(-1.5), math.ceil(1.2), math.trunc(-1.7), math.copysign(1, -0.0))
print(math.pi, math.e, math.tau, math.inf, math.nan, math.sin(1), math.log(8, 2), math.log2(8), math.log10(1000), math.exp(1), math.degrees(math.pi), math.prod([1, 2, 3]), math.fsum([0.1] * 10), math.isclose(0.1 + 0.2, 0.3), math.dist((0, 0), (3, 4)), math.fmod(-7, 3), math.modf(3.25), math.frexp(8.0))
print(statistics.mean([1, 2, 3, 4]), statistics.median([1, 3, 2]), statistics.mode("aab"), statistics.stdev([1, 2, 3, 4]), statistics.pvariance([1, 2, 3]), statistics.quantiles([1, 2, 3, 4], n=4))
for f in (lambda: math.sqrt(-1), lambda: math.log(0), lambda: Fraction(1, 0), lambda: Decimal("x"), lambda: Decimal(1) / 0, lambda: statistics.mean([]), lambda: math.factorial(-1), lambda: 1.0 ** 10 ** 400 if False else math.exp(1000)):
    try:
        print(f())
    except Exception as e:
        print(type(e).__name__, e)
print(0.1 + 0.2 == 0.3, round(0.1 + 0.2, 10), 1e16 + 1, 5e-324, 1.7976931348623157e308, 1e22, 1e21, 123456789012345680.0, 1 / 3, 2 / 3, 100.0, 1e5, 1e-5, 0.0001)
print((1 + 2j) * (3 - 1j), abs(3 + 4j), (1j) ** 2, complex("1+2j"), (1 + 2j).conjugate(), 1 / (1 + 1j), complex(1, -0.0), 2j == 2j)
