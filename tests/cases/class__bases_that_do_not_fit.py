"""Classes that cannot be: of two kinds of value at once, or of two metaclasses."""

import collections
import enum


class First(type):
    pass


class Second(type):
    pass


class A(metaclass=First):
    pass


class B(metaclass=Second):
    pass


class Text(str):
    pass


class Table(dict):
    pass


def attempt(*bases):
    names = ", ".join(base.__name__ for base in bases)
    try:
        made = type(bases[0])("Made", bases, {})
    except TypeError as error:
        print(names, "-", error)
    else:
        print(names, "-", [base.__name__ for base in made.__mro__])


attempt(int, str)
attempt(Text, Table)
attempt(Text, str)
attempt(collections.OrderedDict, Table)
attempt(collections.Counter, collections.OrderedDict)
attempt(A, B)
attempt(dict, list)
attempt(ValueError, dict)
attempt(A, Text)
attempt(collections.deque, Text)
attempt(bool, Text)


class Color(str, enum.Enum):
    RED = "red"


print(Color.RED == "red", Color.RED.upper())
