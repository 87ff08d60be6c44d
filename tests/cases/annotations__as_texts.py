"""What becomes of annotations that are not evaluated."""

from __future__ import annotations

import dataclasses
import inspect


def f(a: Dict[str,int], b: "x"=1, c: Literal["p",  'q', "it's"]=2, d: int|None=None, *args: Callable[[int],str],
      e: x.y [1] = 3, g: Union[
        int,
        str]=1, h: Tuple[()]=(), i: (1,)=1, j: tuple[int,...]=1, k: Annotated[int, 3, True]=1, l: A|B|"C"=1) -> None:
    pass


@dataclasses.dataclass
class Point:
    x: dict[str,list[int]]
    y: Optional["Point"] = None


for name, text in f.__annotations__.items():
    print(name, text)
print(inspect.signature(f))
print([field.type for field in dataclasses.fields(Point)], Point.__annotations__)
