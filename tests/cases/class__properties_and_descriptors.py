class Temperature:
    def __init__(self, celsius):
        self.celsius = celsius

    @property
    def celsius(self):
        return self._celsius

    @celsius.setter
    def celsius(self, value):
        if value < -273.15:
            raise ValueError(f"{value} is below absolute zero")
        self._celsius = value

    @property
    def fahrenheit(self):
        return self.celsius * 9 / 5 + 32

    @classmethod
    def boiling(cls):
        return cls(100)

    @staticmethod
    def unit():
        return "°C"


class Field:
    def __set_name__(self, owner, name):
        self.name = name

    def __get__(self, instance, owner):
        return self if instance is None else instance.__dict__.get(self.name, f"no {self.name}")

    def __set__(self, instance, value):
        print("set", self.name, value)
        instance.__dict__[self.name] = value


class Record:
    title = Field()


t = Temperature(25)
print(t.celsius, t.fahrenheit, Temperature.boiling().fahrenheit, t.unit(), Temperature.unit())
t.celsius = -40
print(t.fahrenheit)
for name, value in (("celsius", -300), ("fahrenheit", 0)):
    try:
        setattr(t, name, value)
    except (ValueError, AttributeError) as error:
        print(type(error).__name__, error)
record = Record()
print(record.title)
record.title = "Loops"
print(record.title, type(Record.title).__name__)


class Slotted:
    __slots__ = ("x",)


slotted = Slotted()
slotted.x = 1
try:
    slotted.y = 2
except AttributeError as error:
    print(slotted.x, error)
