def check(a, b, *, c):
    return (
        a
        + b
        / c
    )


def build(items):
    return {
        key: check(
            value,
            1,
            c=value - 2,
        )
        for key, value in items
    }


class Chain:
    def __init__(self):
        self.steps = []

    def add(self, x):
        self.steps.append(x)
        return self

    def run(self):
        return [
            step()
            for step in self.steps
        ]


try:
    build([("a", 1), ("b", 2)])
except ZeroDivisionError:
    import traceback
    traceback.print_exc()
try:
    (Chain()
        .add(lambda: 1)
        .add(lambda: undefined_thing)
        .run())
except NameError:
    traceback.print_exc()
try:
    x = [1, 2, 3]
    y = x[0] + x[1] * x[
        7]
except IndexError:
    traceback.print_exc()
result = (check(1, 2, c=1) +
          check(1, "2", c=2))
