class Typed:
    def __init__(self, kind, default=None):
        self.kind = kind
        self.default = default

    def __set_name__(self, owner, name):
        self.name = name
        print(f"{owner.__name__}.{name} is {self.kind.__name__}")

    def __get__(self, obj, owner=None):
        if obj is None:
            return self
        return obj.__dict__.get(self.name, self.default)

    def __set__(self, obj, value):
        if not isinstance(value, self.kind):
            raise TypeError(f"{self.name} must be {self.kind.__name__}, not {type(value).__name__}")
        obj.__dict__[self.name] = value

    def __delete__(self, obj):
        print("deleting", self.name)
        obj.__dict__.pop(self.name, None)


class Person:
    name = Typed(str, "nobody")
    age = Typed(int)


p = Person()
print(p.name, p.age)
p.name, p.age = "Ada", 36
print(p.name, p.age, p.__dict__)
try:
    p.age = "old"
except TypeError as e:
    print(e)
del p.age
print(p.age, vars(p))
print(isinstance(Person.name, Typed), Person.__dict__["name"].kind)


class LazyProperty:
    def __init__(self, f):
        self.f = f
        self.__doc__ = f.__doc__

    def __get__(self, obj, owner):
        if obj is None:
            return self
        print("computing")
        value = self.f(obj)
        setattr(obj, self.f.__name__, value)
        return value


class Circle:
    def __init__(self, r):
        self.r = r

    @LazyProperty
    def area(self):
        """The area."""
        return 3 * self.r ** 2


c = Circle(2)
print(c.area, c.area, Circle.area.__doc__)


class Meta(type):
    @property
    def label(cls):
        return f"<{cls.__name__}>"

    def __getattr__(cls, name):
        if name.startswith("x"):
            return name * 2
        raise AttributeError(f"{cls.__name__} has no {name}")

    def __iter__(cls):
        return iter(["a", "b"])

    def __len__(cls):
        return 2

    def __contains__(cls, x):
        return x == 1

    def __call__(cls, *args, **kw):
        print("calling", cls.__name__, args, kw)
        return super().__call__(*args, **kw)


class C(metaclass=Meta):
    def __init__(self, v=0):
        self.v = v


print(C.label, C.xy, list(C), len(C), 1 in C, 2 in C, C(v=3).v)
try:
    C.other
except AttributeError as e:
    print(e)
try:
    C().label
except AttributeError as e:
    print(e)
