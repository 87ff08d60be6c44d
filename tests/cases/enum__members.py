import enum


class State(enum.Enum):
    IDLE = "idle"
    BUSY = "busy"
    RESTING = "idle"

    @property
    def active(self):
        return self is State.BUSY


class Level(enum.IntEnum):
    LOW = 1
    HIGH = 10


class Auto(enum.Enum):
    A = enum.auto()
    B = enum.auto()


class Access(enum.Flag):
    READ = enum.auto()
    WRITE = enum.auto()
    BOTH = READ | WRITE


print(State.IDLE, repr(State.BUSY), State.BUSY.name, State.BUSY.value, State("busy"), State["IDLE"])
print(list(State), State.RESTING is State.IDLE, State.BUSY.active, len(State), State.IDLE in State)
print(Level.HIGH > Level.LOW, Level.HIGH + 1, sorted([Level.HIGH, Level.LOW]), f"{Level.LOW}", repr(Level.LOW))
print([(m.name, m.value) for m in Auto], {State.IDLE: 1}[State.IDLE], isinstance(Level.LOW, int))
print(Access.READ | Access.WRITE is Access.BOTH, Access.READ in Access.BOTH, Access.BOTH.value, bool(Access.READ & Access.WRITE))
for attempt in (lambda: State("nope"), lambda: State["NOPE"], lambda: State.NOPE):
    try:
        attempt()
    except (ValueError, KeyError, AttributeError) as error:
        print(type(error).__name__, error)
