from dataclasses import dataclass, field, asdict, astuple, replace, fields, FrozenInstanceError, InitVar, KW_ONLY, is_dataclass, make_dataclass
from typing import ClassVar, Optional


@dataclass(order=True, frozen=True)
class Version:
    major: int
    minor: int = 0
    label: str = field(default="", compare=False)

    def __post_init__(self):
        if self.major < 0:
            raise ValueError("negative")


vs = [Version(2, 1), Version(1, 9, "x"), Version(1)]
print(sorted(vs), max(vs), Version(1) == Version(1, 0, "other"), hash(Version(1)) == hash(Version(1)))
try:
    vs[0].major = 5
except FrozenInstanceError as e:
    print(type(e).__name__, e)
try:
    Version(-1)
except ValueError as e:
    print(e)
try:
    Version()
except TypeError as e:
    print(e)


@dataclass(slots=True)
class Slotted:
    a: int
    b: list = field(default_factory=list, repr=False)


s = Slotted(1)
print(s, s.b, Slotted.__slots__)
try:
    s.c = 1
except AttributeError as e:
    print(e)


@dataclass
class Base:
    count: ClassVar[int] = 0
    name: str
    scale: InitVar[int] = 2
    total: int = field(init=False)

    def __post_init__(self, scale):
        self.total = len(self.name) * scale
        Base.count += 1


@dataclass
class Child(Base):
    extra: Optional[str] = None
    _: KW_ONLY
    flag: bool = False

    def __post_init__(self, scale):
        super().__post_init__(scale)
        self.extra = self.extra or "none"


c = Child("abc", 3, flag=True)
print(c, Base.count, asdict(c), astuple(c))
print(replace(vs[0], minor=7), [f.name for f in fields(Child)], [f.type for f in fields(Version)])
print(is_dataclass(c), is_dataclass(int), Child.__match_args__)
try:
    @dataclass
    class Bad:
        x: list = []
except ValueError as e:
    print(e)
try:
    @dataclass
    class Bad2:
        x: int = 1
        y: int
except TypeError as e:
    print(e)
P = make_dataclass("P", [("x", int), ("y", int, field(default=5))])
print(P(1), P(1) == P(1, 5), P.__doc__, Version.__doc__)


@dataclass
class Node:
    value: int
    children: list["Node"] = field(default_factory=list)


tree = Node(1, [Node(2), Node(3, [Node(4)])])
print(tree)
print(asdict(tree))


@dataclass(eq=False, repr=False)
class Plain:
    x: int


print(Plain(1) == Plain(1), Plain(1).x)
print(Child.__init__.__annotations__.keys() if False else fields(c)[0])
