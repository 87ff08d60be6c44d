"""Copies of objects whose `__new__` wants arguments."""
import copy


class Point:
    def __new__(cls, x, *, y):
        point = super().__new__(cls)
        point.x, point.y = x, y
        return point

    def __getnewargs_ex__(self):
        return (self.x,), {"y": self.y}


point = Point([1], y=[2])
shallow, deep = copy.copy(point), copy.deepcopy(point)
print(shallow.x is point.x, shallow.y is point.y, deep.x is point.x, deep.x, deep.y)
