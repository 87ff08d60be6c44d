"""Instances whose `__dict__` is set: the Borg, whose instances share their state, and a dict with attributes."""


class Borg:
    _state = {}

    def __init__(self, **attributes):
        self.__dict__ = self._state
        self.__dict__.update(attributes)


class AttrDict(dict):
    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.__dict__ = self


class Settings:
    def __init__(self, **values):
        self.lost = True
        self.__dict__ = values


class WithSlot:
    __slots__ = ("slot", "__dict__")


one, other = Borg(name="one"), Borg(colour="red")
print(one.name, other.name, one.colour, one is other, one.__dict__ is other.__dict__)
one.more = 3
print(other.more, Borg._state)
del other.more
print(hasattr(one, "more"))

config = AttrDict(host="localhost")
config.port = 80
config["path"] = "/"
print(config, config.host, config.path, config["port"], "port" in config, len(config))
del config.host
print(config, getattr(config, "host", None))

settings = Settings(debug=False)
print(settings.debug, hasattr(settings, "lost"), vars(settings))
slotted = WithSlot()
slotted.slot, slotted.free = 1, 2
slotted.__dict__ = {"other": 3}
print(slotted.slot, slotted.other, hasattr(slotted, "free"))
try:
    settings.__dict__ = [("a", 1)]
except TypeError as error:
    print(error)
