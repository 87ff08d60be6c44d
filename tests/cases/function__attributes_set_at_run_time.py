def greet(name, greeting="hello", *, mark="!"):
    """Greets."""
    return f"{greeting} {name}{mark}"


print(greet("a"), greet.__defaults__, greet.__kwdefaults__)
greet.__defaults__ = ("hi",)
greet.__kwdefaults__ = {"mark": "?"}
print(greet("b"), greet.__defaults__)
greet.__defaults__ = None
try:
    greet("c")
except TypeError as e:
    print(e)
greet.__defaults__ = ("nobody", "hey")
print(greet())
greet.counter = 1
greet.counter += 1
print(greet.counter, greet.__dict__, hasattr(greet, "nothing"))
code = greet.__code__
print(code.co_name, code.co_argcount, code.co_kwonlyargcount, code.co_varnames, code.co_firstlineno, code.co_flags & 4)


def other(name, greeting="x", *, mark="y"):
    return name * 2


greet.__code__ = other.__code__
print(greet("z"), greet.__name__)
greet.__name__ = "renamed"
greet.__qualname__ = "Outer.renamed"
greet.__doc__ = "New doc."
print(greet.__name__, greet.__qualname__, greet.__doc__, repr(greet).split(" at ")[0])
try:
    greet.__defaults__ = [1]
except TypeError as e:
    print(e)
try:
    greet.__code__ = 5
except TypeError as e:
    print(e)


def outer(x):
    def inner():
        return x
    return inner


f = outer(5)
f.__closure__[0].cell_contents = 9
print(f(), f.__closure__[0].cell_contents, f.__code__.co_freevars, outer.__code__.co_cellvars)
print(outer.__module__, outer.__globals__["outer"] is outer, (lambda: 0).__name__, print.__name__, len.__module__)
print(type(f.__closure__[0]).__name__, type(f.__code__).__name__, callable(f), f.__annotations__)


class A:
    def method(self): ...

    @staticmethod
    def st(): ...

    @classmethod
    def cl(cls): ...


a = A()
print(a.method.__func__ is A.method, a.method.__self__ is a, A.cl.__self__ is A, A.st.__name__, A.__dict__["st"].__func__ is A.st)
print(a.method == a.method, a.method is a.method, hash(a.method) == hash(a.method), A.method.__qualname__)
