"""Data and non-data descriptors, `__set_name__`, `__delete__`, and who wins against the instance's dictionary."""


class Lazy:
    def __init__(self, function):
        self.function = function

    def __set_name__(self, owner, name):
        self.name = name
        print(f"{owner.__name__}.{name} is lazy")

    def __get__(self, instance, owner=None):
        if instance is None:
            return self
        print(f"  computing {self.name}")
        value = instance.__dict__[self.name] = self.function(instance)
        return value


class Between:
    def __init__(self, low, high):
        self.low, self.high = low, high

    def __set_name__(self, owner, name):
        self.slot = f"_{name}"

    def __get__(self, instance, owner=None):
        return self if instance is None else getattr(instance, self.slot, self.low)

    def __set__(self, instance, value):
        if not self.low <= value <= self.high:
            raise ValueError(f"{self.slot[1:]} must be from {self.low} to {self.high}, not {value}")
        setattr(instance, self.slot, value)

    def __delete__(self, instance):
        delattr(instance, self.slot)


class Thermostat:
    wanted = Between(5, 30)

    @Lazy
    def model(self):
        return "T" + "1000"


class Better(Thermostat):
    @property
    def wanted(self):
        return super().wanted + 0.5


def attempt(function):
    try:
        return function()
    except (AttributeError, ValueError) as error:
        return f"{type(error).__name__}: {error}"


thermostat = Thermostat()
print(thermostat.wanted, thermostat.model, thermostat.model, vars(thermostat))
thermostat.wanted = 21
thermostat.__dict__["wanted"] = "hidden"
print(thermostat.wanted, attempt(lambda: setattr(thermostat, "wanted", 50)))
del thermostat.wanted
print(thermostat.wanted, attempt(lambda: delattr(thermostat, "wanted")))
thermostat.model = "replaced"
print(thermostat.model, type(Thermostat.model).__name__, Thermostat.wanted.high)
print(Better().wanted, attempt(lambda: setattr(Better(), "wanted", 3)))
print(Thermostat.__dict__["wanted"].__get__(thermostat), Lazy(len).__get__(None, str).function("four"))
