"""`get_type_hints` of annotations that are kept as text: literals, callables, unions, strings within."""
from __future__ import annotations

from dataclasses import dataclass, field, fields
from typing import Annotated, Callable, ClassVar, Literal, NamedTuple, Optional, Union, get_type_hints


class User(NamedTuple):
    id: int
    role: Literal["admin", "user"] = "user"


@dataclass
class Job:
    name: str
    mode: Literal["r", "w", 1, -1, None] = "r"
    call: Callable[[int, str], bool] | None = None
    next: Optional['Job'] = None
    tags: dict[str, list[tuple[int, ...]]] = field(default_factory=dict)
    limit: Annotated[int, "seconds", 3.5] = 0
    count: ClassVar[int] = 0

    def run(self, *args: "int | str", **options: Union[int, None]) -> Job:
        return self


for owner in (User, Job, Job.run):
    for name, hint in get_type_hints(owner).items():
        print(f"{owner.__qualname__}.{name}: {hint}")
print(get_type_hints(Job, include_extras=True)["limit"])
print([f.type for f in fields(Job)][:1], Job.__annotations__["next"])


def unknown(x: Missing.Part):
    pass


try:
    get_type_hints(unknown)
except NameError as error:
    print(error)
