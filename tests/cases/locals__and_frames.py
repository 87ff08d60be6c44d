import sys
import inspect


def f(a, b=2, *args, key=None, **kw):
    c = a + b
    loc = locals()
    return sorted(loc)


print(f(1, 2, 3, key=4, z=5))


def outer():
    x = 1

    def inner():
        y = x + 1
        return locals()
    return inner()


print(outer())


class C:
    a = 1
    names = sorted(k for k in locals() if not k.startswith("__"))


print(C.names, "C" in locals(), locals() is globals() or "f" in locals())


def who():
    return sys._getframe().f_code.co_name, sys._getframe(1).f_code.co_name


def caller():
    secret = 42
    return who(), sys._getframe(0).f_locals["secret"], sys._getframe().f_lineno


print(caller())
print("{a} {b}".format(**{"a": 1, "b": 2}), "%(x)s" % {"x": 3})


def template():
    name, age = "Bob", 5
    return "{name} is {age}".format(**locals())


print(template())


def gen():
    v = 10
    yield v
    v = 20
    yield v


g = gen()
print(next(g), g.gi_frame.f_locals, g.gi_frame.f_lineno, g.gi_code.co_name, g.gi_running, g.gi_yieldfrom)
list(g)
print(g.gi_frame)


async def coro(p):
    return p


c = coro(7)
print(c.cr_frame.f_locals, c.cr_code.co_name, c.cr_await, c.cr_running, inspect.getcoroutinestate(c))
c.close()
print(c.cr_frame, inspect.getcoroutinestate(c))
print(inspect.currentframe().f_code.co_name, inspect.stack()[0].function if False else "")
