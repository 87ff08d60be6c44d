from types import DynamicClassAttribute, MappingProxyType

__all__ = ["EnumType", "EnumMeta", "Enum", "IntEnum", "StrEnum", "Flag", "IntFlag", "ReprEnum", "auto", "unique",
           "property", "verify", "member", "nonmember", "FlagBoundary", "STRICT", "CONFORM", "EJECT", "KEEP",
           "EnumCheck", "CONTINUOUS", "NAMED_FLAGS", "UNIQUE", "global_enum", "show_flag_values"]
Enum = Flag = None
_unset = object()


class nonmember:
    def __init__(self, value):
        self.value = value


class member(nonmember):
    pass


class auto:
    def __init__(self, value=_unset):
        self.value = value

    def __repr__(self):
        return "auto(%r)" % self.value


property = DynamicClassAttribute


def _is_descriptor(value):
    return hasattr(value, "__get__") or hasattr(value, "__set__") or hasattr(value, "__delete__")


class _Body(dict):
    # The namespace of an enum's class statement, which tells members from the rest.
    def __init__(self, name, first):
        self.members = {}
        self.values = []
        self.ignored = []
        self.private = f"_{name.lstrip('_')}__"
        self.generate = first._generate_next_value_ if first else None

    def __setitem__(self, key, value):
        if key[:2] == "__" == key[-2:] or key.startswith(self.private):
            pass
        elif key[:1] == "_" == key[-1:] and len(key) > 2:
            if key == "_generate_next_value_":
                self.generate = getattr(value, "__func__", value)
                value = staticmethod(self.generate)
            elif key == "_ignore_":
                self.ignored = value = value.replace(",", " ").split() if isinstance(value, str) else list(value)
            elif key not in ("_order_", "_numeric_repr_", "_missing_", "_iter_member_", "_iter_member_by_value_",
                             "_iter_member_by_def_"):
                raise ValueError(f"_sunder_ names, such as {key!r}, are reserved for future Enum use")
        elif key in self.members:
            raise TypeError(f"{key!r} already defined as {self[key]!r}")
        elif key in self.ignored:
            pass
        elif type(value) is nonmember:
            value = value.value
        elif type(value) is member or not _is_descriptor(value):
            if key in self:
                raise TypeError(f"{key!r} already defined as {self[key]!r}")
            if type(value) is member:
                value = value.value
            elif type(value) is auto:
                value = self.resolve(key, value)
            elif type(value) is tuple:
                value = tuple([self.resolve(key, v) if type(v) is auto else v for v in value])
            self.members[key] = value
            self.values.append(value)
        dict.__setitem__(self, key, value)

    def resolve(self, key, value):
        if value.value is _unset:
            value.value = self.generate(key, 1, len(self.members), self.values[:])
        return value.value

    def update(self, *args, **kwargs):
        for key, value in dict(*args, **kwargs).items():
            self[key] = value


class _Maker:
    # It stands in the namespace for the members; they are made when the class has been.
    def __init__(self, members, use_new):
        self.members, self.use_new = members, use_new

    def __set_name__(self, cls, name):
        for name, value in self.members.items():
            _make(cls, name, value, self.use_new)


def _make(cls, name, value, use_new):
    data = cls._member_type_
    args = value if isinstance(value, tuple) and data is not tuple else (value,)
    new = cls._new_
    self = new(cls, *args) if new is not object.__new__ else new(cls)
    if not hasattr(self, "_value_"):
        if data is object:
            self._value_ = value
        else:
            self._value_ = data(*args)
    value = self._value_
    self._name_ = name
    self.__objclass__ = cls
    self.__init__(*args)
    self._sort_order_ = len(cls._member_names_)
    known = _find(cls, value)
    if known is not None:
        self = known
    else:
        flag = Flag is not None and issubclass(cls, Flag)
        if not flag or type(value) is int and value > 0 and not value & value - 1:
            cls._member_names_.append(name)
        if flag and isinstance(value, int):
            cls._flag_mask_ |= value
            if value > 0 and not value & value - 1:
                cls._singles_mask_ |= value
            cls._all_bits_ = 2 ** cls._flag_mask_.bit_length() - 1
    cls._member_map_[name] = self
    type.__setattr__(cls, name, self)
    try:
        cls._value2member_map_.setdefault(value, self)
    except TypeError:
        pass


def _find(cls, value):
    try:
        return cls._value2member_map_.get(value)
    except TypeError:
        for found in cls._member_map_.values():
            if found._value_ == value:
                return found


def _data_type(name, bases):
    found = {}
    for chain in bases:
        candidate = None
        for base in chain.__mro__:
            if base is object:
                continue
            if Enum is not None and issubclass(base, Enum):
                if base._member_type_ is not object:
                    found[base._member_type_] = 1
                    break
            elif "__new__" in base.__dict__ or "__dataclass_fields__" in base.__dict__:
                found[candidate or base] = 1
                break
            else:
                candidate = candidate or base
    if len(found) > 1:
        raise TypeError(f"too many data types for {name!r}: {set(found)!r}")
    return next(iter(found), object)


class EnumType(type):
    @classmethod
    def __prepare__(metacls, name, bases, **kwds):
        if Enum is None:
            return {}
        for base in bases:
            if isinstance(base, EnumType) and base._member_names_:
                raise TypeError(f"<enum {name!r}> cannot extend {base!r}")
        return _Body(name, bases[-1] if bases else None)

    def __new__(metacls, name, bases, body, *, boundary=None, _simple=False, **kwds):
        if Enum is None:
            body = dict(body)
            body.update(_member_names_=[], _member_map_={}, _value2member_map_={}, _member_type_=object)
            return super().__new__(metacls, name, bases, body)
        if bases and not issubclass(bases[-1], Enum):
            raise TypeError("new enumerations should be created as `EnumName([mixin_type, ...] [data_type,] enum_type)`")
        members = body.members
        if "mro" in members or "" in members:
            raise ValueError("invalid enum member name(s) " + ",".join(repr(n) for n in members if n in ("mro", "")))
        data = _data_type(name, bases)
        ns = {key: value for key, value in body.items() if key not in members and key not in body.ignored}
        ns.pop("_ignore_", None)
        new = ns.get("__new__")
        if new is None:
            for base in bases:
                new = base._new_ if issubclass(base, Enum) else base.__new__
                if new is not object.__new__:
                    break
        boundary = boundary or getattr(bases[-1], "_boundary_", None)
        ns.update(_member_names_=[], _member_map_={}, _value2member_map_={}, _member_type_=data, _new_=staticmethod(new),
                  _boundary_=boundary, _flag_mask_=0, _singles_mask_=0, _all_bits_=0,
                  _generate_next_value_=staticmethod(body.generate))
        if members:
            ns["_make_"] = _Maker(members, new)
        if ReprEnum is not None and ReprEnum in bases:
            ns.setdefault("__format__", data.__format__)
            ns.setdefault("__str__", data.__repr__ if data is int else data.__str__)
        if Flag is not None and issubclass(bases[-1], Flag):
            for op in ("__or__", "__and__", "__xor__", "__ror__", "__rand__", "__rxor__", "__invert__"):
                if op not in ns:
                    ns[op] = getattr(bases[-1], op)
        cls = super().__new__(metacls, name, bases, ns, **kwds)
        for method in ("__repr__", "__str__", "__format__"):
            if method not in ns and getattr(cls, method) in (getattr(data, method), getattr(object, method)):
                type.__setattr__(cls, method, getattr(bases[-1], method))
        order = ns.get("_order_")
        if order is not None:
            order = order.replace(",", " ").split() if isinstance(order, str) else list(order)
            if [n for n in order if n in cls._member_names_] != cls._member_names_:
                raise TypeError(f"member order does not match _order_:\n  {cls._member_names_!r}\n  {order!r}")
        return cls

    def __init__(cls, *args, **kwds):
        pass

    def __call__(cls, value, names=None, *, module=None, qualname=None, type=None, start=1, boundary=None):
        if names is not None:
            return _functional(cls, value, names, module, qualname, type, start, boundary)
        if value.__class__ is cls:
            return value
        found = _find(cls, value)
        if found is not None:
            return found
        error = None
        try:
            result = cls._missing_(value)
        except Exception as e:
            error, result = e, None
        if isinstance(result, cls) or Flag is not None and issubclass(cls, Flag) and isinstance(result, int):
            return result
        invalid = ValueError("%r is not a valid %s" % (value, cls.__qualname__))
        if error is None:
            if result is None:
                raise invalid
            error = TypeError(f"error in {cls.__name__}._missing_: returned {result!r} instead of None or a valid member")
        if not isinstance(error, ValueError):
            error.__context__ = invalid
        raise error

    def __bool__(cls):
        return True

    def __contains__(cls, value):
        if not isinstance(value, Enum):
            raise TypeError("unsupported operand type(s) for 'in': '%s' and '%s'" % (
                type(value).__qualname__, cls.__class__.__qualname__))
        return isinstance(value, cls) and value._name_ in cls._member_map_

    def __delattr__(cls, name):
        if name in cls._member_map_:
            raise AttributeError(f"{cls.__name__!r} cannot delete member {name!r}.")
        super().__delattr__(name)

    def __setattr__(cls, name, value):
        if name in cls.__dict__.get("_member_map_", ()):
            raise AttributeError(f"cannot reassign member {name!r}")
        super().__setattr__(name, value)

    def __getattr__(cls, name):
        raise AttributeError(name) from None

    def __dir__(cls):
        return ["__class__", "__contains__", "__doc__", "__getitem__", "__init_subclass__", "__iter__", "__len__",
                "__members__", "__module__", "__name__", "__qualname__"] + cls._member_names_

    def __getitem__(cls, name):
        return cls._member_map_[name]

    def __iter__(cls):
        members = cls._member_map_
        return iter([members[name] for name in cls._member_names_])

    def __reversed__(cls):
        members = cls._member_map_
        return iter([members[name] for name in cls._member_names_[::-1]])

    def __len__(cls):
        return len(cls._member_names_)

    @DynamicClassAttribute
    def __members__(cls):
        return MappingProxyType(cls._member_map_)

    def __repr__(cls):
        return f"<{'flag' if Flag is not None and issubclass(cls, Flag) else 'enum'} {cls.__name__!r}>"


EnumMeta = EnumType
ReprEnum = None


def _functional(cls, name, names, module, qualname, mixin, start, boundary):
    meta = cls.__class__
    bases = (cls,) if mixin is None else (mixin, cls)
    body = meta.__prepare__(name, bases)
    if isinstance(names, str):
        names = names.replace(",", " ").split()
    if isinstance(names, (tuple, list)) and names and isinstance(names[0], str):
        plain, values = names, []
        names = []
        for i, one in enumerate(plain):
            value = body.generate(one, start, i, values[:])
            values.append(value)
            names.append((one, value))
    for item in names:
        if isinstance(item, str):
            item = item, names[item]
        body[item[0]] = item[1]
    body["__module__"] = module or "__main__"
    if qualname is not None:
        body["__qualname__"] = qualname
    return meta.__new__(meta, name, bases, body, boundary=boundary)


class Enum(metaclass=EnumType):
    _new_ = staticmethod(object.__new__)

    @DynamicClassAttribute
    def name(self):
        return self._name_

    @DynamicClassAttribute
    def value(self):
        return self._value_

    @staticmethod
    def _generate_next_value_(name, start, count, last_values):
        if not last_values:
            return start
        try:
            return max(last_values) + 1
        except TypeError:
            for value in reversed(last_values):
                try:
                    return value + 1
                except TypeError:
                    pass
            return start

    @classmethod
    def _missing_(cls, value):
        return None

    def __init__(self, *args, **kwds):
        pass

    def __repr__(self):
        data = self._member_type_
        show = repr if data is object or data.__repr__ is object.__repr__ else data.__repr__
        return f"<{self.__class__.__name__}.{self._name_}: {show(self._value_)}>"

    def __str__(self):
        return f"{self.__class__.__name__}.{self._name_}"

    def __format__(self, spec):
        return str.__format__(str(self), spec)

    def __dir__(self):
        return ["__class__", "__doc__", "__eq__", "__hash__", "__module__", "name", "value"]

    def __copy__(self):
        return self

    def __deepcopy__(self, memo):
        return self


class ReprEnum(Enum):
    pass


class IntEnum(int, ReprEnum):
    pass


class StrEnum(str, ReprEnum):
    def __new__(cls, *values):
        if len(values) > 3:
            raise TypeError("too many arguments for str(): %r" % (values,))
        for value in values[:1]:
            if not isinstance(value, str):
                raise TypeError("%r is not a string" % (value,))
        value = str(*values)
        self = str.__new__(cls, value)
        self._value_ = value
        return self

    @staticmethod
    def _generate_next_value_(name, start, count, last_values):
        return name.lower()


class FlagBoundary(StrEnum):
    STRICT = auto()
    CONFORM = auto()
    EJECT = auto()
    KEEP = auto()


STRICT, CONFORM, EJECT, KEEP = FlagBoundary


def _bits(value, width):
    return f"0b{int(value < 0)} {value & (1 << width) - 1:0{width}b}"


class Flag(Enum, boundary=STRICT):
    _numeric_repr_ = repr

    @staticmethod
    def _generate_next_value_(name, start, count, last_values):
        if not last_values:
            return start if start is not None else 1
        return 1 << max(last_values).bit_length()

    @classmethod
    def _missing_(cls, value):
        if not isinstance(value, int):
            raise ValueError("%r is not a valid %s" % (value, cls.__qualname__))
        mask, every, boundary = cls._flag_mask_, cls._all_bits_, cls._boundary_
        if not ~every <= value <= every or value & (every ^ mask):
            if boundary is STRICT:
                width = max(value.bit_length(), mask.bit_length())
                raise ValueError("%r invalid value %r\n    given %s\n  allowed %s" % (
                    cls, value, _bits(value, width), _bits(mask, width)))
            if boundary is EJECT:
                return value
            if boundary is CONFORM:
                value &= mask
            elif value < 0:
                value += max(every + 1, 1 << value.bit_length())
        if value < 0:
            value += every + 1
        found = cls._value2member_map_.get(value)
        if found is not None:
            return found
        data = cls._member_type_
        self = object.__new__(cls) if data is object else cls._new_(cls, value)
        self._value_ = value
        names = [m._name_ for m in cls._iter_member_(value)]
        unknown = value & ~mask
        if unknown:
            names.append(cls._numeric_repr_(unknown))
        self._name_ = "|".join(names) or None
        return cls._value2member_map_.setdefault(value, self)

    @classmethod
    def _iter_member_(cls, value):
        for member in cls:
            if member._value_ & value:
                yield member

    def _operand(self, other):
        if isinstance(other, self.__class__):
            return other._value_
        if self._member_type_ is not object and isinstance(other, self._member_type_):
            return other
        return None

    def __contains__(self, other):
        if not isinstance(other, self.__class__):
            raise TypeError("unsupported operand type(s) for 'in': %r and %r" % (
                type(other).__qualname__, self.__class__.__qualname__))
        return other._value_ & self._value_ == other._value_

    def __iter__(self):
        yield from self._iter_member_(self._value_)

    def __len__(self):
        return self._value_.bit_count()

    def __repr__(self):
        cls = self.__class__.__name__
        return f"<{cls}: {self._value_}>" if self._name_ is None else f"<{cls}.{self._name_}: {self._value_}>"

    def __str__(self):
        cls = self.__class__.__name__
        return f"{cls}({self._value_})" if self._name_ is None else f"{cls}.{self._name_}"

    def __bool__(self):
        return bool(self._value_)

    def __or__(self, other):
        other = self._operand(other)
        return NotImplemented if other is None else self.__class__(self._value_ | other)

    def __and__(self, other):
        other = self._operand(other)
        return NotImplemented if other is None else self.__class__(self._value_ & other)

    def __xor__(self, other):
        other = self._operand(other)
        return NotImplemented if other is None else self.__class__(self._value_ ^ other)

    __ror__, __rand__, __rxor__ = __or__, __and__, __xor__

    def __invert__(self):
        if self._boundary_ is KEEP:
            return self.__class__(~self._value_)
        return self.__class__(self._singles_mask_ & ~self._value_)


class IntFlag(int, ReprEnum, Flag, boundary=KEEP):
    pass


def unique(enumeration):
    twice = [f"{name} -> {m._name_}" for name, m in enumeration._member_map_.items() if name != m._name_]
    if twice:
        raise ValueError(f"duplicate values found in {enumeration!r}: {', '.join(twice)}")
    return enumeration


class EnumCheck(StrEnum):
    CONTINUOUS = "no skipped integer values"
    NAMED_FLAGS = "multi-flag aliases may not contain unnamed flags"
    UNIQUE = "one name per value"


CONTINUOUS, NAMED_FLAGS, UNIQUE = EnumCheck


class verify:
    def __init__(self, *checks):
        self.checks = checks

    def __call__(self, cls):
        for check in self.checks:
            if check is UNIQUE:
                twice = [f"{name} -> {m._name_}" for name, m in cls._member_map_.items() if name != m._name_]
                if twice:
                    raise ValueError(f"aliases found in {cls!r}: {', '.join(twice)}")
            elif check is CONTINUOUS:
                values = {m._value_ for m in cls}
                every = range(min(values), max(values) + 1)
                if issubclass(cls, Flag):
                    every = [1 << i for i in range(min(values).bit_length() - 1, max(values).bit_length())]
                missing = [str(v) for v in every if v not in values]
                if missing:
                    raise ValueError(f"invalid {'flag' if issubclass(cls, Flag) else 'enum'} {cls.__name__!r}: "
                                     f"missing values {', '.join(missing)}")
        return cls


def global_enum(cls, update_str=False):
    import sys
    sys.modules[cls.__module__].__dict__.update(cls.__members__)
    return cls


def show_flag_values(value):
    return [1 << i for i in range(value.bit_length()) if value >> i & 1]
