def show(function):
    try:
        print(repr(function()))
    except Exception as error:
        print(type(error).__name__, error)


show(lambda: list[int])
show(lambda: dict[str, list[int]])
show(lambda: tuple[int, ...])
show(lambda: list[int]([1]))
show(lambda: int | str)
show(lambda: int | None)
show(lambda: list[int] | None)
show(lambda: isinstance(1, int | str))
show(lambda: isinstance(None, int | None))
show(lambda: isinstance([], list[int]))
show(lambda: issubclass(bool, int | str))
show(lambda: int[str])
show(lambda: list[int] == list[int])
show(lambda: list[int].__origin__)
show(lambda: dict[str, int].__args__)
show(lambda: (int | str | int).__args__)
show(lambda: type[int])
show(lambda: 5 | int)
show(lambda: int | 5)


class Numbers(list[int]):
    pass


print(Numbers([1]), Numbers.__mro__[1])
