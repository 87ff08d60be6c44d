class Point:
    __slots__ = ("x", "y")

    def __init__(self, x, y):
        self.x = x
        self.y = y

    def __repr__(self):
        return f"Point({self.x}, {self.y})"


p = Point(1, 2)
print(p, p.x, hasattr(p, "__dict__"))
try:
    p.z = 3
except AttributeError as e:
    print(e)
try:
    p.__dict__
except AttributeError as e:
    print(e)
del p.x
try:
    p.x
except AttributeError as e:
    print(e)
print(Point.__slots__, type(Point.x).__name__, Point.x)


class Point3(Point):
    __slots__ = ("z",)


q = Point3(1, 2)
q.z = 3
print(q.z, q, hasattr(q, "__dict__"))


class Loose(Point):
    pass


r = Loose(1, 2)
r.w = 4
print(r.__dict__, r.x)


class Single:
    __slots__ = "value"


s = Single()
s.value = 1
print(s.value)
try:
    s.other = 1
except AttributeError as e:
    print(e)
try:
    vars(s)
except TypeError as e:
    print(e)


class WithDict:
    __slots__ = ("a", "__dict__")


w = WithDict()
w.a = 1
w.b = 2
print(w.__dict__, w.a)
try:
    class Bad:
        __slots__ = ("x",)
        x = 1
except ValueError as e:
    print(e)
