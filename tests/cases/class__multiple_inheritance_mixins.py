import json


class Repr:
    def __repr__(self):
        return f"{type(self).__name__}({', '.join(f'{k}={v!r}' for k, v in vars(self).items())})"


class Json:
    def to_json(self):
        return json.dumps(vars(self), sort_keys=True)

    @classmethod
    def from_json(cls, text):
        return cls(**json.loads(text))


class Comparable:
    def __lt__(self, other):
        return self.key() < other.key()

    def __eq__(self, other):
        return type(self) is type(other) and self.key() == other.key()

    __hash__ = None


class Person(Repr, Json, Comparable):
    def __init__(self, name, age):
        self.name, self.age = name, age

    def key(self):
        return self.age, self.name


a, b = Person("Ann", 30), Person.from_json('{"name": "Bob", "age": 25}')
print(a, b, a.to_json(), sorted([a, b]), a == Person("Ann", 30), a != b, Person.__mro__)
try:
    {a: 1}
except TypeError as e:
    print(e)


class A:
    def go(self):
        print("A.go")
        return ["A"]


class B(A):
    def go(self):
        print("B.go")
        return ["B", *super().go()]


class C(A):
    def go(self):
        print("C.go")
        return ["C", *super().go()]


class D(B, C):
    def go(self):
        return ["D", *super().go()]


print(D().go(), [c.__name__ for c in D.mro()], super(B, D()).go(), B.go(D()))
try:
    class E(A, B):
        pass
except TypeError as e:
    print(e)


class Counter:
    total = 0

    def __new__(cls, *args, **kwargs):
        self = super().__new__(cls)
        cls.total += 1
        self.number = cls.total
        return self

    def __init__(self, label="none"):
        self.label = label


print([(c.number, c.label) for c in (Counter(), Counter("x"), Counter(label="y"))], Counter.total)


class Temperature:
    def __init__(self, c):
        self._c = c

    @property
    def f(self):
        """Fahrenheit."""
        return self._c * 9 / 5 + 32

    @f.setter
    def f(self, value):
        self._c = (value - 32) * 5 / 9

    @f.deleter
    def f(self):
        print("reset")
        self._c = 0


t = Temperature(100)
t.f = 50
print(t._c, t.f, Temperature.f.__doc__)
del t.f
print(t._c)
try:
    Temperature.nope
except AttributeError as e:
    print(e)
try:
    t.nme
except AttributeError as e:
    print(e)
