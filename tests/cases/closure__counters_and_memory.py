"""Closures: shared and separate cells, `nonlocal` at a distance, `__closure__`, and deleted names."""


def counter(start=0, step=1):
    value = start
    history = []

    def up():
        nonlocal value
        value += step
        history.append(value)
        return value

    def down():
        nonlocal value
        value -= step
        return value

    def reset(to=start):
        nonlocal value, history
        value, history = to, []

    up.down, up.reset, up.history = down, reset, lambda: history
    return up


one, ten = counter(), counter(100, 10)
print(one(), one(), one.down(), ten(), ten.down(), one.history(), ten.history())
one.reset()
print(one(), one.history(), counter.__closure__, sorted(one.__code__.co_freevars), len(ten.__closure__))
cells = dict(zip(one.__code__.co_freevars, one.__closure__))
shared = dict(zip(one.down.__code__.co_freevars, one.down.__closure__))
print({name: cells[name].cell_contents for name in sorted(cells)}, cells["value"] is shared["value"], len(shared))


def outer():
    name = "outer"

    def middle():
        def inner():
            nonlocal name
            name = "changed in " + inner.__qualname__
            return name

        return inner

    before = name
    return before, middle()(), name


print(outer())


def deleted():
    value = 1

    def read():
        return value

    print(read())
    del value
    try:
        read()
    except NameError as error:
        print(error)
    value = 2
    return read()


print(deleted())


def compose(*functions):
    return functions[0] if len(functions) == 1 else lambda x: functions[0](compose(*functions[1:])(x))


def curry(function, count, *args):
    return function(*args) if len(args) == count else lambda arg: curry(function, count, *args, arg)


print(compose(str, abs, int)("-5"), curry(lambda a, b, c: a + b * c, 3)(1)(2)(3))
