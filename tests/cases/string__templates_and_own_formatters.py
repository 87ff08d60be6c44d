"""`string.Template`, subclasses of it and of `string.Formatter`, `__format__`, `format_map`, and named characters."""
import string


class Percent(string.Template):
    delimiter = "%"
    idpattern = "[a-z]+(?:_[a-z]+)?"


class Shouting(string.Formatter):
    def get_value(self, key, args, kwargs):
        return kwargs.get(key, f"<no {key}>") if isinstance(key, str) else super().get_value(key, args, kwargs)

    def convert_field(self, value, conversion):
        return str(value).upper() if conversion == "u" else super().convert_field(value, conversion)

    def format_field(self, value, spec):
        return value * int(spec[1:]) if spec.startswith("x") else super().format_field(value, spec)


class Money:
    def __init__(self, cents):
        self.cents = cents

    def __format__(self, spec):
        sign, _, width = spec.partition(":")
        return f"{self.cents / 100:.2f}{sign or '€'}".rjust(int(width or 0))


class Missing(dict):
    def __missing__(self, key):
        return f"[{key}]"


template = string.Template("$who owes ${amount}00 $$ to $whom.")
print(template.safe_substitute(who="Ann"), template.substitute({"who": "Ann"}, amount=5, whom="Bob"))
print(template.get_identifiers(), template.is_valid(), string.Template("$ 5").is_valid())
print(Percent("%name is 100%% %first_last $x").substitute(name="it", first_last="sure"))
for wrong in (lambda: template.substitute(who=1), lambda: string.Template("a\nb $5").substitute()):
    try:
        print(wrong())
    except (KeyError, ValueError) as error:
        print(type(error).__name__, error)
print(Shouting().format("{0!u} {name} {other} {1:x3} {0:>4}|{2[k].real}", "ab", "-", {"k": 5}, name="me"))
print(f"{Money(1250)} {Money(99):$:8} {Money(5)!r:.6}", "{:{}}".format(Money(1), "¢"))
print("{a} {b}".format_map(Missing(a=1)), list(string.Formatter().parse("x{0!r:>{w}}{{y}}")))
print(
    string.capwords("a  tale of-two"), string.ascii_lowercase[:3], string.punctuation, string.hexdigits,
    repr(string.whitespace)
)
print("\N{BULLET} \N{SNOWMAN} \N{GREEK SMALL LETTER ALPHA} \N{EURO SIGN} \u00e9 \U0001F600 \x41 \101")
