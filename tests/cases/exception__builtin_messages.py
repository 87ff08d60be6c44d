def check(*actions):
    for action in actions:
        try:
            print("no error:", action())
        except Exception as error:
            print(f"{type(error).__name__}: {error}")


class Empty:
    pass


text, pair, numbers = "abc", (1, 2), [1, 2, 3]
check(
    lambda: 1 + "a",
    lambda: "a" + 1,
    lambda: [1] + (2,),
    lambda: -"x",
    lambda: None < 1,
    lambda: {} < {},
    lambda: None.x,
    lambda: (5).name,
    lambda: Empty().value,
    lambda: Empty.value,
    lambda: Empty()[0],
    lambda: Empty()(),
    lambda: Empty(1),
    lambda: len(Empty()),
    lambda: iter(5),
    lambda: next([]),
    lambda: int([]),
    lambda: float(None),
    lambda: text["x"],
    lambda: "abc"[5],
    lambda: pair["x"],
    lambda: {"a": 1}["b"],
    lambda: range(3)[5],
    lambda: numbers[None],
    lambda: sum(["a"]),
    lambda: "x".join([1]),
    lambda: sorted([1, "a"]),
    lambda: max([]),
    lambda: abs("x"),
    lambda: chr(-1),
    lambda: ord("ab"),
    lambda: isinstance(1, 2),
)
