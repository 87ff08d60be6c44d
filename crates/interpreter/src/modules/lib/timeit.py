import itertools
import time

__all__ = ["Timer", "timeit", "repeat", "default_timer"]

default_timer = time.perf_counter
default_number = 1000000
default_repeat = 5


def _inner(stmt, setup, names):
    """A function that runs the statement so many times and tells how long it took."""
    if callable(stmt) and (callable(setup) or setup == "pass"):
        def inner(_it, _timer):
            if callable(setup):
                setup()
            began = _timer()
            for _ in _it:
                stmt()
            return _timer() - began

        return inner
    import textwrap
    from _exec import execute

    def lines(code, name, indent):
        if callable(code):
            names[name] = code
            code = f"{name}()"
        return textwrap.indent(code, " " * indent)

    names = dict(names or {})
    source = (f"def result(_it, _timer):\n{lines(setup, '_setup', 4)}\n    _began = _timer()\n    for _i in _it:\n"
              f"{lines(stmt, '_stmt', 8)}\n    return _timer() - _began\n")
    return execute(source, names)


class Timer:
    def __init__(self, stmt="pass", setup="pass", timer=default_timer, globals=None):
        for code, name in (stmt, "stmt"), (setup, "setup"):
            if not isinstance(code, str) and not callable(code):
                raise ValueError(f"{name} is neither a string nor callable")
        self.timer = timer
        self.inner = _inner(stmt, setup, globals)

    def timeit(self, number=default_number):
        return self.inner(itertools.repeat(None, number), self.timer)

    def repeat(self, repeat=default_repeat, number=default_number):
        return [self.timeit(number) for _ in range(repeat)]

    def autorange(self, callback=None):
        size = 1
        while size < 10**9:
            for number in size, 2 * size, 5 * size:
                took = self.timeit(number)
                if callback:
                    callback(number, took)
                if took >= 0.2:
                    return number, took
            size *= 10
        return size, took

    def print_exc(self, file=None):
        import traceback
        traceback.print_exc(file=file)


def timeit(stmt="pass", setup="pass", timer=default_timer, number=default_number, globals=None):
    return Timer(stmt, setup, timer, globals).timeit(number)


def repeat(stmt="pass", setup="pass", timer=default_timer, repeat=default_repeat, number=default_number, globals=None):
    return Timer(stmt, setup, timer, globals).repeat(repeat, number)
