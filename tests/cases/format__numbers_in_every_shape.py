"""Format specifications of numbers: fill, sign, grouping, bases, exponents, percent, `z`, and what is refused."""
import datetime
import decimal

for spec in (
    "", "d", "+d", " d", "08d", "+08,d", "_d", "x", "#x", "#010b", "_b", "o", "#X", "e", ".2f",
    ",.1f", "%", "c"
):
    print(f"{spec!r:10} {1234:{spec}}")
for value in (0.0, -0.0, 1.5, -2.25, 1e20, 1e-7, 123456.789, float("inf"), float("-inf"), float("nan")):
    print(
        *(format(value, spec) for spec in ("", "g", ".3g", "z.1f", "+.2e", "010.2f", ",", "=+10.1f", ".0%", "#.0f")),
        sep=" | "
    )
for spec in ("*<12", "*>12", "*^12", "=12", "0=+12.3f", "é^12.1e", "12", "<5.1f"):
    print(f"{spec!r:10} [{-3.14159:{spec}}]")
print(f"{3+4j:.1f} {3-4j:>12} {complex(1, -0.0)} {2**70:,} {-2**70:#x} {True:d} {True} {True:5}")
print(f"{decimal.Decimal('1234.5'):,.2f} {decimal.Decimal('1e5'):g} {datetime.date(2024, 2, 29):%d. %B %Y}")
width, precision, align = 12, 3, "^"
print(f"[{2/3:{align}{width}.{precision}}] [{'text':{align}{width}.{precision}}] [{'x':-{align}5}] {'%':%>3}")
print("{0:{1}} {name[0]:>{w}} {obj.real}".format(5, "03", name="ab", w=4, obj=2.5), "{:{}.{}f}".format(2.71828, 8, 2))
for value, spec in (
    (5, "s"), ("x", "d"), (1.5, "d"), ("x", "=5"), (5, ".2d"), ([], "5"), (1j, "%"), (5, ",x"), ("x", ",")
):
    try:
        print(format(value, spec))
    except (ValueError, TypeError) as error:
        print(type(error).__name__, error)
