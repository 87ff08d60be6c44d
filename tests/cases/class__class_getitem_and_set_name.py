"""`__init_subclass__` with arguments, `__class_getitem__`, `__set_name__` errors and `__mro_entries__`."""


class Handler:
    registry = {}

    def __init_subclass__(cls, /, event=None, **kwargs):
        super().__init_subclass__(**kwargs)
        if event is None and cls.__mro__[1] is not Handler:
            event = f"{cls.__mro__[1].event}.{cls.__name__.lower()}"
        cls.event = event or cls.__name__.lower()
        Handler.registry[cls.event] = cls

    def __class_getitem__(cls, event):
        return Handler.registry[event]


class Click(Handler):
    pass


class Double(Click):
    pass


class Key(Handler, event="keyboard"):
    pass


print(sorted(Handler.registry), Handler["click.double"], Key.event)
try:
    class Wrong(Handler, evnt="typo"):
        pass
except TypeError as error:
    print(error)


class Namespace:
    def __init__(self, *bases):
        self.bases = bases

    def __mro_entries__(self, bases):
        print("entries for", len(bases), "bases")
        return self.bases


class Child(Namespace(Click, dict), event="child"):
    pass


print([base.__name__ for base in Child.__bases__], type(Child.__orig_bases__[0]).__name__, Child(a=1))


class Fussy:
    def __set_name__(self, owner, name):
        if not name.isupper():
            raise ValueError(f"{name} must be upper case")


try:
    class Constants:
        GOOD = Fussy()
        bad = Fussy()
except (RuntimeError, ValueError) as error:
    print(type(error).__name__, error, repr(error.__cause__))
