"""Properties with setters and deleters, extended in subclasses, computed from each other, cached, and abstract."""
import functools
from abc import ABC, abstractmethod


class Temperature:
    def __init__(self, celsius=0):
        self.celsius = celsius

    @property
    def celsius(self):
        """Degrees."""
        return self._celsius

    @celsius.setter
    def celsius(self, value):
        if value < -273.15:
            raise ValueError(f"{value} is below absolute zero")
        self._celsius = value

    @celsius.deleter
    def celsius(self):
        self._celsius = 0

    @property
    def fahrenheit(self):
        return self.celsius * 9 / 5 + 32

    @fahrenheit.setter
    def fahrenheit(self, value):
        self.celsius = (value - 32) * 5 / 9


class Logged(Temperature):
    log = []

    @Temperature.celsius.setter
    def celsius(self, value):
        self.log.append(value)
        Temperature.celsius.fset(self, value)


class Shape(ABC):
    @property
    @abstractmethod
    def area(self): ...

    @functools.cached_property
    def label(self):
        print("  making a label")
        return f"{type(self).__name__} of {self.area}"


class Square(Shape):
    area = property(lambda self: 4)


def attempt(function):
    try:
        return function()
    except (AttributeError, ValueError, TypeError) as error:
        return f"{type(error).__name__}: {error}"


t = Temperature(25)
t.fahrenheit = 212
print(t.celsius, t.fahrenheit, Temperature.celsius.__doc__, attempt(lambda: setattr(t, "celsius", -300)))
del t.celsius
print(t.celsius, attempt(lambda: delattr(t, "fahrenheit")))
logged = Logged(5)
logged.celsius += 10
print(logged.celsius, Logged.log, logged.fahrenheit, Logged.celsius.fget is Temperature.celsius.fget)
print(attempt(Shape), Square().area, attempt(lambda: setattr(Square(), "area", 5)))
square = Square()
print(square.label, square.label, vars(square))
del square.label
print(square.label)
print(attempt(lambda: property(None).__get__(5)), property.__get__(Temperature.celsius, t))
