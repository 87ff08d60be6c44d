from dataclasses import FrozenInstanceError, asdict, astuple, dataclass, field, fields, replace


@dataclass
class Job:
    name: str
    priority: int = 0
    tags: list = field(default_factory=list)
    secret: str = field(default="x", repr=False, compare=False)

    def __post_init__(self):
        self.label = f"{self.name}#{self.priority}"


@dataclass(order=True, frozen=True)
class Version:
    major: int
    minor: int = 0


@dataclass
class Urgent(Job):
    deadline: float = 1.5


a, b = Job("a"), Job("a")
a.tags.append("t")
print(a, b, a == b, a.label)
b.tags.append("t")
b.secret = "other"
print(a == b, asdict(a), astuple(b))
print(replace(a, name="c").label, [f.name for f in fields(Job)])
print(sorted([Version(2), Version(1, 9), Version(1, 2)]), Version(1) < Version(2), {Version(1): "one"}[Version(1)])
try:
    Version(1).major = 2
except FrozenInstanceError as error:
    print(error)
print(Urgent("u", deadline=9), Urgent("v") == Job("v"))
try:
    Job()
except TypeError as error:
    print(error)
try:

    @dataclass
    class Wrong:
        items: list = []
except ValueError as error:
    print(error)
