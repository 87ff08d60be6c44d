from _exec import execute
from types import GenericAlias, MappingProxyType, SimpleNamespace

__all__ = ["dataclass", "field", "Field", "FrozenInstanceError", "InitVar", "KW_ONLY", "MISSING", "fields", "asdict",
           "astuple", "make_dataclass", "replace", "is_dataclass"]
_type = type
_simple = {int, str, float, bool, type(None), bytes, complex}


class FrozenInstanceError(AttributeError):
    pass


class _Mark:
    def __init__(self, text):
        self.text = text

    def __repr__(self):
        return self.text


class _MISSING_TYPE:
    pass


MISSING, KW_ONLY, _made = _MISSING_TYPE(), _Mark("KW_ONLY"), _Mark("<factory>")


class InitVar:
    def __init__(self, type):
        self.type = type

    def __class_getitem__(cls, type):
        return cls(type)

    def __repr__(self):
        return f"dataclasses.InitVar[{self.type.__name__ if isinstance(self.type, _type) else repr(self.type)}]"


class Field:
    # `kind`: "field", "var" (of the class) or "init" (an InitVar).
    def __init__(self, default, default_factory, init, repr, hash, compare, metadata, kw_only):
        self.name = self.type = None
        self.default, self.default_factory = default, default_factory
        self.init, self.repr, self.hash, self.compare = init, repr, hash, compare
        self.metadata, self.kw_only, self.kind = MappingProxyType(metadata or {}), kw_only, None

    __class_getitem__ = classmethod(GenericAlias)

    def __set_name__(self, owner, name):
        hook = getattr(type(self.default), "__set_name__", None)
        if hook is not None:
            hook(self.default, owner, name)

    def __repr__(self):
        shown = [f"{k}={v!r}" for k, v in vars(self).items() if k != "kind"]
        kind = {"field": "_FIELD", "var": "_FIELD_CLASSVAR", "init": "_FIELD_INITVAR"}.get(self.kind)
        return f"Field({','.join(shown)},_field_type={kind})"

    def optional(self):
        return self.default is not MISSING or self.default_factory is not MISSING


def field(*, default=MISSING, default_factory=MISSING, init=True, repr=True, hash=None, compare=True, metadata=None,
          kw_only=MISSING):
    if default is not MISSING and default_factory is not MISSING:
        raise ValueError("cannot specify both default and default_factory")
    return Field(default, default_factory, init, repr, hash, compare, metadata, kw_only)


def _kind(annotation):
    if isinstance(annotation, str):
        name = annotation.partition("[")[0].strip().rpartition(".")[2]
    elif annotation is KW_ONLY:
        return "only"
    elif annotation is InitVar or isinstance(annotation, InitVar):
        return "init"
    else:
        name = getattr(annotation, "_name", None)
    return {"ClassVar": "var", "InitVar": "init", "KW_ONLY": "only"}.get(name, "field")


def _own_fields(cls, kw_only):
    annotations = cls.__dict__.get("__annotations__", {})
    marked = False
    for name, annotation in annotations.items():
        kind = _kind(annotation)
        if kind == "only":
            if marked:
                raise TypeError(f"{name!r} is KW_ONLY, but KW_ONLY has already been specified")
            marked = kw_only = True
            continue
        f = getattr(cls, name, MISSING)
        if not isinstance(f, Field):
            f = field(default=f)
        f.name, f.type, f.kind = name, annotation, kind
        if kind != "field" and f.default_factory is not MISSING:
            raise TypeError(f"field {name} cannot have a default factory")
        if f.kw_only is MISSING:
            f.kw_only = kw_only and kind != "var"
        elif kind == "var":
            raise TypeError(f"field {name} is a ClassVar but specifies kw_only")
        default = type(f.default)
        if kind == "field" and (default in (list, dict, set) or default.__hash__ is None):
            raise ValueError(f"mutable default {default} for field {name} is not allowed: use default_factory")
        if isinstance(cls.__dict__.get(name), Field):
            if f.default is MISSING:
                delattr(cls, name)
            else:
                setattr(cls, name, f.default)
        yield f
    for name, value in list(cls.__dict__.items()):
        if isinstance(value, Field) and name not in annotations:
            raise TypeError(f"{name!r} is a field but has no type annotation")


def _define(cls, signature, lines, /, **names):
    # The lines are numbered as those that tracebacks of CPython show.
    name = signature.partition("(")[0]
    lines = "\n  ".join(lines)
    function = execute(f"def make():\n def {signature}:\n  {lines}\n return {name}\nresult = make()", names)
    function.__qualname__ = f"{cls.__qualname__}.{name}"
    function.__module__ = cls.__module__
    return function


def _parameter(f):
    if f.default is not MISSING:
        return f"{f.name}=_default_{f.name}"
    return f.name if f.default_factory is MISSING else f"{f.name}=_made"


def _init(cls, fields, frozen):
    positional = [f for f in fields if f.init and not f.kw_only]
    named = [f for f in fields if f.init and f.kw_only]
    optional = False
    for f in positional:
        if f.optional():
            optional = True
        elif optional:
            raise TypeError(f"non-default argument {f.name!r} follows default argument")
    this = "self" if all(f.name != "self" for f in fields) else "__dataclass_self__"
    names = {"_made": _made, "_set": object.__setattr__}
    lines = []
    for f in fields:
        value = f.name
        if f.default is not MISSING:
            names[f"_default_{value}"] = f.default
        if f.default_factory is not MISSING:
            names[f"_new_{value}"] = f.default_factory
            value = f"_new_{value}() if {value} is _made else {value}" if f.init else f"_new_{value}()"
        elif not f.init:
            continue
        if f.kind == "field":
            lines.append(f"_set({this},{f.name!r},{value})" if frozen else f"{this}.{f.name}={value}")
    if hasattr(cls, "__post_init__"):
        lines.append(f"{this}.__post_init__({','.join([f.name for f in fields if f.kind == 'init'])})")
    parameters = [this, *map(_parameter, positional)]
    if named:
        parameters += ["*", *map(_parameter, named)]
    init = _define(cls, f"__init__({','.join(parameters)})", lines or ["pass"], **names)
    init.__annotations__ = {f.name: f.type for f in positional + named} | {"return": None}
    return init


def _add(cls, function):
    name = function.__name__
    if name in cls.__dict__:
        return False
    setattr(cls, name, function)
    return True


def _values(this, fields):
    return "(" + "".join([f"{this}.{f.name}," for f in fields]) + ")"


def _compare(cls, name, sign, fields):
    return _define(cls, f"{name}(self,other)", [
        "if other.__class__ is self.__class__:", f" return {_values('self', fields)}{sign}{_values('other', fields)}",
        "return NotImplemented"])


def _freeze(cls, fields):
    names = tuple([f.name for f in fields])
    for name, verb, more in ("__setattr__", "assign to", ",value"), ("__delattr__", "delete", ""):
        function = _define(cls, f"{name}(self,name{more})", [
            f"if type(self) is cls or name in {names!r}:",
            f' raise FrozenInstanceError(f"cannot {verb} field {{name!r}}")',
            f"super(cls,self).{name}(name{more})"], cls=cls, FrozenInstanceError=FrozenInstanceError)
        if not _add(cls, function):
            raise TypeError(f"Cannot overwrite attribute {name} in class {cls.__name__}")


def _show_type(annotation):
    if isinstance(annotation, type):
        name = annotation.__qualname__
        return name if annotation.__module__ == "builtins" else f"{annotation.__module__}.{name}"
    return repr(annotation)


def _build(cls, init, repr, eq, order, unsafe_hash, frozen, match_args, kw_only, slots):
    every = {}
    for base in cls.__mro__[:0:-1]:
        if "__dataclass_fields__" in base.__dict__:
            every.update(base.__dataclass_fields__)
            if base.__dataclass_params__.frozen != frozen:
                raise TypeError("cannot inherit frozen dataclass from a non-frozen one" if frozen else
                                "cannot inherit non-frozen dataclass from a frozen one")
    for f in _own_fields(cls, kw_only):
        every[f.name] = f
    explicit_eq, own_hash = "__eq__" in cls.__dict__, cls.__dict__.get("__hash__", MISSING)
    hashed = own_hash is not MISSING and not (own_hash is None and explicit_eq)
    if order and not eq:
        raise ValueError("eq must be true if order is true")
    cls.__dataclass_fields__ = every
    cls.__dataclass_params__ = SimpleNamespace(
        init=init, repr=repr, eq=eq, order=order, unsafe_hash=unsafe_hash, frozen=frozen)
    accepted = [f for f in every.values() if f.kind != "var"]
    stored = [f for f in accepted if f.kind == "field"]
    compared = [f for f in stored if f.compare]
    if init and "__init__" not in cls.__dict__:
        cls.__init__ = _init(cls, accepted, frozen)
    if repr:
        shown = ", ".join([f"{f.name}={{self.{f.name}!r}}" for f in stored if f.repr])
        _add(cls, _define(cls, "__repr__(self)", [
            "key=id(self)", "if key in active: return '...'", "active.add(key)",
            f"try: return self.__class__.__qualname__+f'({shown})'", "finally: active.discard(key)"], active=set()))
    if eq:
        _add(cls, _compare(cls, "__eq__", "==", compared))
    if order:
        for name, sign in ("__lt__", "<"), ("__le__", "<="), ("__gt__", ">"), ("__ge__", ">="):
            if not _add(cls, _compare(cls, name, sign, compared)):
                raise TypeError(f"Cannot overwrite attribute {name} in class {cls.__name__}. "
                                f"Consider using functools.total_ordering")
    if frozen:
        _freeze(cls, stored)
    if unsafe_hash or eq and frozen:
        if not hashed:
            parts = [f for f in stored if (f.compare if f.hash is None else f.hash)]
            cls.__hash__ = _define(cls, "__hash__(self)", [f"return hash({_values('self', parts)})"])
        elif unsafe_hash:
            raise TypeError(f"Cannot overwrite attribute __hash__ in class {cls.__name__}")
    elif eq and not hashed:
        cls.__hash__ = None
    positional = [f for f in accepted if f.init and not f.kw_only]
    if not cls.__doc__:
        def show(f):
            default = f.default if f.default is not MISSING else f.default_factory and _made
            return f"{f.name}: {_show_type(f.type)}" + (f" = {default!r}" if f.optional() else "")

        named = [f for f in accepted if f.init and f.kw_only]
        cls.__doc__ = f"{cls.__name__}({', '.join([*map(show, positional), *(['*'] if named else ()), *map(show, named)])})"
    if match_args and "__match_args__" not in cls.__dict__:
        cls.__match_args__ = tuple([f.name for f in positional])
    if slots:
        cls = _with_slots(cls, [f.name for f in stored])
    if "__abstractmethods__" in cls.__dict__:
        from abc import update_abstractmethods
        update_abstractmethods(cls)
    return cls


def _with_slots(cls, names):
    namespace = dict(cls.__dict__)
    if "__slots__" in namespace:
        raise TypeError(f"{cls.__name__} already specifies __slots__")
    inherited = {slot for base in cls.__mro__[1:] for slot in base.__dict__.get("__slots__", ())}
    namespace["__slots__"] = tuple([name for name in names if name not in inherited])
    for name in [*names, "__dict__", "__weakref__"]:
        namespace.pop(name, None)
    made = type(cls)(cls.__name__, cls.__bases__, namespace)
    made.__qualname__ = cls.__qualname__
    return made


def dataclass(cls=None, /, *, init=True, repr=True, eq=True, order=False, unsafe_hash=False, frozen=False,
              match_args=True, kw_only=False, slots=False, weakref_slot=False):
    def decorate(cls):
        return _build(cls, init, repr, eq, order, unsafe_hash, frozen, match_args, kw_only, slots)

    return decorate if cls is None else decorate(cls)


def fields(class_or_instance):
    every = getattr(class_or_instance, "__dataclass_fields__", None)
    if every is None:
        raise TypeError("must be called with a dataclass type or instance")
    return tuple([f for f in every.values() if f.kind == "field"])


def is_dataclass(obj):
    return hasattr(obj if isinstance(obj, type) else type(obj), "__dataclass_fields__")


def _require(function, obj):
    if not hasattr(type(obj), "__dataclass_fields__"):
        raise TypeError(f"{function}() should be called on dataclass instances")


def _inner(value, convert):
    cls = type(value)
    if cls in _simple:
        return value
    if hasattr(cls, "__dataclass_fields__"):
        return convert(value)
    if isinstance(value, (list, tuple)):
        items = [_inner(v, convert) for v in value]
        return cls(*items) if hasattr(cls, "_fields") else cls(items)
    if isinstance(value, dict):
        items = [(_inner(k, convert), _inner(v, convert)) for k, v in value.items()]
        return cls(value.default_factory, items) if hasattr(cls, "default_factory") else cls(items)
    from copy import deepcopy
    return deepcopy(value)


def asdict(obj, *, dict_factory=dict):
    def convert(obj):
        return dict_factory([(f.name, _inner(getattr(obj, f.name), convert)) for f in fields(obj)])

    _require("asdict", obj)
    return convert(obj)


def astuple(obj, *, tuple_factory=tuple):
    def convert(obj):
        return tuple_factory([_inner(getattr(obj, f.name), convert) for f in fields(obj)])

    _require("astuple", obj)
    return convert(obj)


def replace(obj, /, **changes):
    _require("replace", obj)
    for f in obj.__dataclass_fields__.values():
        if f.kind == "var":
            continue
        if not f.init:
            if f.name in changes:
                raise ValueError(f"field {f.name} is declared with init=False, it cannot be specified with replace()")
        elif f.name not in changes:
            if f.kind == "init" and f.default is MISSING:
                raise ValueError(f"InitVar {f.name!r} must be specified with replace()")
            changes[f.name] = getattr(obj, f.name)
    return obj.__class__(**changes)


def make_dataclass(cls_name, fields, *, bases=(), namespace=None, **options):
    annotations, defaults = {}, {}
    for item in fields:
        name, annotation, *default = (item, "typing.Any") if isinstance(item, str) else item
        if not name.isidentifier():
            raise TypeError(f"Field names must be valid identifiers: {name!r}")
        if name in annotations:
            raise TypeError(f"Field name duplicated: {name!r}")
        annotations[name] = annotation
        if default:
            defaults[name] = default[0]
    from types import new_class
    made = new_class(cls_name, bases, {}, lambda ns: ns.update(
        namespace or {}, **defaults, __annotations__=annotations))
    made.__module__ = "types"
    return dataclass(made, **options)
