import traceback


def attempt(action):
    try:
        action()
    except Exception:
        traceback.print_exc()


class Thing:
    part = None


def binary():
    return 1 + 2 * (3 / 0)


def subscript():
    table = {"row": [1, 2]}
    return table["row"][0]["column"] + 1


def attribute():
    thing = Thing()
    return thing.part.size.width


def call():
    return max(1, 2)(3)


def whole_line():
    raise_it()


def raise_it():
    raise ValueError("a whole line has no carets")


def several_lines():
    return sum(
        [1, 2, "three"],
    )


def unicode_before():
    é = "ünïcödé"; return é + 5


for action in (binary, subscript, attribute, call, whole_line, several_lines, unicode_before):
    attempt(action)
