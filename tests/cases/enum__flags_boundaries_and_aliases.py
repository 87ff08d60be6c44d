"""`Flag` algebra and boundaries, aliases, `unique`, `StrEnum`, `_missing_`, and members with methods."""
import enum
from enum import Enum, Flag, IntEnum, IntFlag, StrEnum, auto


class Mode(Flag):
    READ = auto()
    WRITE = auto()
    EXECUTE = auto()
    ALL = READ | WRITE | EXECUTE


class Lax(Flag, boundary=enum.CONFORM):
    A = 1
    B = 4


class Level(IntEnum):
    LOW = 1
    MIDDLE = 5
    HIGH = 9
    TOP = 9

    @classmethod
    def _missing_(cls, value):
        if not isinstance(value, int):
            return None
        return max((member for member in cls if member < value), default=None)


class Colour(StrEnum):
    RED = auto()
    DARK_BLUE = auto()


class Planet(Enum):
    MERCURY = (3.303e23, 2.4397e6)
    EARTH = (5.976e24, 6.37814e6)

    def __init__(self, mass, radius):
        self.mass, self.radius = mass, radius

    @property
    def gravity(self):
        return 6.673e-11 * self.mass / self.radius**2


mode = Mode.READ | Mode.EXECUTE
print(mode, repr(mode), list(mode), ~mode, mode ^ Mode.ALL, Mode.WRITE in mode, len(Mode.ALL), bool(Mode(0)), Mode(3))
print(Lax(7), Lax(7).value, Lax.A | Lax.B)
try:
    Mode(8)
except ValueError as error:
    print(str(error).splitlines()[0])
print([member.name for member in Level], Level.TOP is Level.HIGH, Level(7), list(Level.__members__), Level.LOW + 1)
for wrong in ("x", 0):
    try:
        Level(wrong)
    except ValueError as error:
        print(error)
print(Colour.DARK_BLUE, f"{Colour.RED:>5}", Colour("red").name, Colour.RED == "red", Colour.RED.upper())
print({planet.name: round(planet.gravity, 2) for planet in Planet}, Planet((5.976e24, 6.37814e6)))
try:
    @enum.unique
    class Twice(Enum):
        ONE = 1
        UNO = 1
except ValueError as error:
    print(error)
Permission = IntFlag("Permission", "R W X")
print(Permission.R | 6, Permission(5), int(Permission.W), isinstance(Permission.X, int), Permission["X"].value)
