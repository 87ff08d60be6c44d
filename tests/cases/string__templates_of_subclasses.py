"""Subclasses of `string.Template` that say what a placeholder looks like."""
from string import Template


class Percent(Template):
    delimiter = "%"


class Dotted(Template):
    idpattern = r"[a-z][a-z0-9]*(?:\.[a-z][a-z0-9]*)*"


class OnlyBraces(Template):
    delimiter = "#"
    braceidpattern = "[A-Z]+"
    idpattern = "[0-9]+"


class Cased(Template):
    flags = 0


class Brackets(Template):
    pattern = r"""
    \[\[(?:
    (?P<escaped>\[\[) |
    (?P<named>[_a-z][_a-z0-9]*)\]\] |
    (?P<braced>[_a-z][_a-z0-9]*)\]\] |
    (?P<invalid>)
    )
    """


print(Percent("%d files, 100%% of %{what}").substitute(d=3, what="them"))
print(Dotted("$user.name is $user.age").substitute({"user.name": "Ann", "user.age": 30}))
print(OnlyBraces("#{ABC} and #12 and #x").safe_substitute({"ABC": 1, "12": 2}))
print(Cased("$low ${low} $UP").safe_substitute(low="x", UP="y"))
print(Brackets("Dear [[name]], it costs [[[[ [[price]] [[unknown]].").safe_substitute(name="Bob", price="3 $"))
print(Dotted("$a.b and $c").get_identifiers(), Dotted("$ 1").is_valid(), Dotted("$a").is_valid())
for template in (Dotted("one\ntwo $!"), Brackets("no [[!]]"), Percent("%!")):
    try:
        print(template.substitute())
    except ValueError as error:
        print(error)
