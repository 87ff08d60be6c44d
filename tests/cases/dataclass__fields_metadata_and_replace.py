"""`InitVar`, `KW_ONLY`, factories, metadata, `replace`, inheritance and what `dataclass` refuses."""
import dataclasses
from dataclasses import KW_ONLY, InitVar, dataclass, field


@dataclass
class Product:
    name: str
    _: KW_ONLY
    price: float = field(default=1.0, metadata={"unit": "euro"})
    tags: list[str] = field(default_factory=list, repr=False)
    discount: InitVar[float] = 0.0
    total: float = field(init=False)

    def __post_init__(self, discount):
        self.total = round(self.price * (1 - discount), 2)


@dataclass(frozen=True, order=True, slots=True)
class Version:
    major: int
    minor: int = 0
    label: str = field(default="", compare=False)


@dataclass(unsafe_hash=True, match_args=False, eq=True)
class Tagged(Product):
    name: str = "tagged"
    tags: tuple = ()


def refused(function):
    try:
        return function()
    except (TypeError, ValueError, AttributeError, dataclasses.FrozenInstanceError) as error:
        return f"{type(error).__name__}: {error}"


tea = Product("tea", price=4, discount=0.25)
print(tea, tea.tags, tea == Product("tea", price=4, discount=0.25))
print(dataclasses.replace(tea, price=8, discount=0), dataclasses.asdict(tea))
for each in dataclasses.fields(tea):
    print(" ", each.name, each.kw_only, each.init, dict(each.metadata))
print(refused(lambda: Product("tea", 4)))
print(sorted([Version(2, 1), Version(1, 5, "old"), Version(2)]), Version(1) == Version(1, 0, "x"))
print(refused(lambda: setattr(Version(1), "major", 2)), refused(lambda: Version(1).__dict__))
print(
    Version.__match_args__, hasattr(Tagged, "__match_args__"), Product.__match_args__, Tagged(),
    hash(Version(1)) == hash((1, 0))
)
print(refused(lambda: dataclass(type("Bad", (), {"__annotations__": {"items": list}, "items": []}))))
print(refused(lambda: dataclass(type("Bad", (), {"__annotations__": {"a": int, "b": int}, "a": 1}))))
print(refused(lambda: dataclasses.replace(tea, total=3)), refused(lambda: dataclasses.asdict(5)))
Point = dataclasses.make_dataclass(
    "Point", [("x", int), ("y", int, field(default=0))], namespace={"flip": lambda p: Point(p.y, p.x)}
)
print(Point(3).flip(), dataclasses.astuple(Point(1, 2)), dataclasses.is_dataclass(Point), dataclasses.is_dataclass(3))
