import enum
from enum import Enum, Flag, IntEnum, IntFlag, StrEnum, auto, unique


class Perm(Flag):
    R = auto()
    W = auto()
    X = auto()
    RW = R | W


p = Perm.R | Perm.X
print(p, repr(p), Perm.RW, p & Perm.X, ~Perm.R, Perm.R in p, Perm.W in p, list(p), bool(Perm.R & Perm.W), p.value, Perm(5), Perm(0), len(Perm.RW))


class Num(IntEnum):
    ONE = 1
    TWO = 2
    UNO = 1


print(Num.ONE < Num.TWO, Num.ONE + 1, Num.UNO is Num.ONE, list(Num), Num.__members__.keys(), sorted([Num.TWO, Num.ONE]), f"{Num.ONE}", str(Num.TWO), repr(Num(2)), Num["TWO"], max(Num))


class Color(StrEnum):
    RED = auto()
    BLUE = "bleu"


print(Color.RED, Color.RED == "red", Color("bleu"), repr(Color.BLUE), Color.RED.upper(), f"{Color.BLUE:>6}", "-".join(Color))
Animal = Enum("Animal", "CAT DOG", start=5)
print(list(Animal), Animal.CAT.name, Animal(6), Animal.DOG.value, Enum("E", {"A": 1, "B": "x"}).B.value, Enum("F", ["P", "Q"]).Q)


class Planet(Enum):
    EARTH = (5.97, 6.37)
    MARS = (0.64, 3.39)

    def __init__(self, mass, radius):
        self.mass = mass
        self.radius = radius

    @property
    def density(self):
        return round(self.mass / self.radius, 2)

    @classmethod
    def biggest(cls):
        return max(cls, key=lambda p: p.mass)

    def __str__(self):
        return self.name.title()


print(Planet.EARTH.density, Planet.biggest(), repr(Planet.MARS), Planet.MARS.value, Planet((0.64, 3.39)))


class Auto(Enum):
    def _generate_next_value_(name, start, count, last_values):
        return f"{name.lower()}-{count}"
    FIRST = auto()
    SECOND = auto()

    @classmethod
    def _missing_(cls, value):
        return cls.FIRST if value == "any" else None


print([a.value for a in Auto], Auto("any"), Auto.FIRST.name, hash(Auto.FIRST) == hash(Auto.FIRST))
for f in (lambda: Auto("zzz"), lambda: Num["NINE"], lambda: Num(9), lambda: setattr(Num, "ONE", 5), lambda: Num.ONE.nope, lambda: Perm.R < Perm.W):
    try:
        print(f())
    except Exception as e:
        print(type(e).__name__, e)
try:
    @unique
    class Dup(Enum):
        A = 1
        B = 1
except ValueError as e:
    print(e)
try:
    class More(Num):
        THREE = 3
except TypeError as e:
    print(e)
print(isinstance(Num.ONE, int), issubclass(Color, str), type(Perm.R), Perm, Num.ONE.__class__, {Num.ONE: "x"}[1], Num.ONE is Num(1))


class Status(Enum):
    ACTIVE = "active"
    INACTIVE = "inactive"

    def __bool__(self):
        return self is Status.ACTIVE


print([s.value for s in Status if s], Status.ACTIVE == Status("active"), Status.ACTIVE != Status.INACTIVE, len(Status), "ACTIVE" in Status.__members__, Status.ACTIVE in Status, dir(Status)[:2])
