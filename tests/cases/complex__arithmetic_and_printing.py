"""Complex numbers: arithmetic, parts, printing with signs of zero, parsing, powers and roots."""
import cmath
import math

z, w = 3 + 4j, complex(1, -2)
print(z + w, z - w, z * w, z / w, -z, +w, z**2, z**-1, abs(z), z.conjugate(), z.real, z.imag)
print(
    z == 3 + 4j, complex(5) == 5, z != w, bool(0j), bool(1e-300j), hash(complex(7)) == hash(7),
    {2: "int"}.get(2 + 0j)
)
print(
    1j, -1j, 0j, complex(-0.0, 0), complex(0, -0.0), complex(-0.0, -0.0), 1e20j, 1.5 - 2e-7j, complex("inf"),
    complex("nanj")
)
print(complex("1+2j"), complex(" -1.5e3j "), complex("(2-3j)"), complex(1j, 2), complex(real=2, imag=1j), complex())
print(repr([1j, 2 + 0j]), str(1 + 1j), f"{z:.2f}", f"{z!s:>10}", "%s" % w, f"{1.5j:g}")
roots = [cmath.exp(2j * cmath.pi * k / 4) for k in range(4)]
print([complex(round(root.real, 12), round(root.imag, 12)) for root in roots], round(abs(sum(roots)), 12))
print(cmath.sqrt(-4), cmath.phase(-1), cmath.polar(3 + 4j), cmath.rect(2, 0), cmath.isclose(1 + 1e-12j, 1), cmath.inf)
print(cmath.log(-1), cmath.isnan(complex("nan")), cmath.isinf(complex(0, math.inf)), cmath.sin(0), cmath.cosh(0j))
for wrong in (
    lambda: z < w, lambda: z // 2, lambda: z % 2, lambda: int(z), lambda: float(1j), lambda: complex("1+"),
    lambda: z / 0,
    lambda: complex("a"), lambda: complex("1", 2), lambda: math.sqrt(1j), lambda: divmod(z, 1), lambda: 0j**-1,
    lambda: round(z),
    lambda: complex([]), lambda: max(z, w), lambda: complex("1 + 2j"),
):
    try:
        print(wrong())
    except (TypeError, ValueError, ZeroDivisionError, AttributeError) as error:
        print(type(error).__name__, error)
points = {0j}
for step in "RRULLD":
    points |= {point + {"R": 1, "L": -1, "U": 1j, "D": -1j}[step] for point in points}
print(len(points), sum(points), max(points, key=abs), sorted(points, key=lambda p: (p.real, p.imag))[:3])


class Polar:
    def __complex__(self):
        return cmath.rect(2, cmath.pi / 2)


print(round(complex(Polar()).imag, 6), f"{complex(Polar()):.1f}")
