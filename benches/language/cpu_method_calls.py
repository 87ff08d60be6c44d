"""Objects: attributes, methods, properties, special methods."""
import time


class Vector:
    def __init__(self, x, y):
        self.x = x
        self.y = y

    def __add__(self, other):
        return Vector(self.x + other.x, self.y + other.y)

    @property
    def length(self):
        return (self.x * self.x + self.y * self.y) ** 0.5

    def scaled(self, factor):
        return Vector(self.x * factor, self.y * factor)


def run():
    total = Vector(0, 0)
    length = 0.0
    for i in range(100_000):
        v = Vector(i % 10, i % 7).scaled(2)
        total = total + v
        length += v.length
    return total.x, length


start = time.perf_counter()
run()
print("seconds:", time.perf_counter() - start)
