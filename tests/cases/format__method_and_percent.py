import datetime

print("{} and {}".format("a", "b"), "{1} {0} {1}".format("x", "y"))
print("{name} is {age:>4}".format(name="Ada", age=36))
print("{0[1]} {1[key]} {2.real}".format([1, 2], {"key": "value"}, 3 + 4j))
print("{:<10}|{:^10}|{:>10}".format("left", "mid", "right"))
print("{!r} {!s} {:{}}".format("q", "s", 5, 4))
print("%s %d %5.2f %r %x %o %e %%" % ("s", 42, 3.14159, "r", 255, 8, 12345.678))
print("%-8s|%8s|%08.3f|%+d" % ("ab", "cd", 3.5, 7))
print("%(first)s %(second)05d" % {"first": 1, "second": 2})
print("%s" % (("tuple",),), "%c%c" % ("A", 66))
print(format(3.14159, ".2f"), format(255, "#x"), format("x", "^5"))


class Money:
    def __init__(self, amount):
        self.amount = amount

    def __format__(self, spec):
        return f"<{self.amount:{spec or '.2f'}}>"


print(f"{Money(5)} {Money(7):08.1f}", "{:d}".format(Money(3)))
for template, values in (("{} {}", (1,)), ("%d", ("x",)), ("%s %s", (1,)), ("{:d}", ("x",))):
    try:
        print(template.format(*values) if "{" in template else template % values)
    except (IndexError, TypeError, ValueError) as error:
        print(type(error).__name__, error)
