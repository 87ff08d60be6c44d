"""The `%` operator: flags, widths by star, mappings, objects of one's own, bytes, and mistakes."""


class Money:
    def __str__(self):
        return "5 €"

    def __repr__(self):
        return "Money(5)"

    def __int__(self):
        return 5

    def __float__(self):
        return 5.25

    def __index__(self):
        return 5


print("%s %r %a %d %i %x %.1f" % (Money(), Money(), "é", Money(), Money(), Money(), Money()))
print("%5d|%-5d|%05d|%+d|% d|%+05d" % (42, 42, 42, 42, 42, -42))
print("%x %X %#x %o %#o %c %c" % (255, 255, 255, 8, 8, 65, "ß"))
print("%f %.0f %.3e %E %g %G %10.2f|%-10.1f|%+.1f" % (1.5, 2.5, 12345.678, 0.00012, 1e10, 1e-10, 3.14159, 2.0, 1.25))
print("%*d|%-*d|%.*f|%*.*f" % (6, 1, 6, 2, 2, 3.14159, 8, 1, 2.718))
print("%(name)s is %(age)3d, %(name)r, 100%%" % {"name": "Ada", "age": 36, "more": None})
print("%s" % [1, 2], "%s %s" % ("a", (1,)), "%.2s|%5.1s|" % ("abc", "xyz"), "%s" % None, "no format" % {})
print(b"%s %d %a %b %c %.1f %5s|" % (b"raw", 5, "é", bytearray(b"ba"), 65, 1.25, b"x"))
for template, values in (
    ("%d", "x"), ("%s %s", ("one",)), ("%s", (1, 2)), ("%(a)s", (1,)), ("%(a)s", {}), ("%y", 1), ("%", 1), ("%c", "ab"),
    ("%c", -1), ("%x", 1.5), ("%*d", ("a", 1)), (b"%s", "text"), ("%5", 1), ("%(a", {"a": 1}), ("%d", 1j),
):
    try:
        print(template % values)
    except (TypeError, ValueError, KeyError, OverflowError) as error:
        print(type(error).__name__, error)
