from abc import ABCMeta, abstractmethod
from types import GenericAlias, UnionType

__all__ = ["Annotated", "Any", "Callable", "ClassVar", "Concatenate", "Final", "ForwardRef", "Generic", "Literal",
           "Optional", "ParamSpec", "Protocol", "Tuple", "Type", "TypeVar", "TypeVarTuple", "Union", "AbstractSet",
           "ByteString", "Container", "ContextManager", "Hashable", "ItemsView", "Iterable", "Iterator", "KeysView",
           "Mapping", "MappingView", "MutableMapping", "MutableSequence", "MutableSet", "Sequence", "Sized",
           "ValuesView", "Awaitable", "AsyncIterator", "AsyncIterable", "Coroutine", "Collection", "AsyncGenerator",
           "AsyncContextManager", "Reversible", "SupportsAbs", "SupportsBytes", "SupportsComplex", "SupportsFloat",
           "SupportsIndex", "SupportsInt", "SupportsRound", "ChainMap", "Counter", "Deque", "Dict", "DefaultDict",
           "List", "OrderedDict", "Set", "FrozenSet", "NamedTuple", "TypedDict", "Generator", "BinaryIO", "IO",
           "Match", "Pattern", "TextIO", "AnyStr", "assert_type", "assert_never", "cast", "clear_overloads",
           "dataclass_transform", "final", "get_args", "get_origin", "get_overloads", "get_type_hints",
           "is_typeddict", "LiteralString", "Never", "NewType", "no_type_check", "no_type_check_decorator",
           "NoReturn", "NotRequired", "overload", "ParamSpecArgs", "ParamSpecKwargs", "Required", "reveal_type",
           "runtime_checkable", "Self", "Text", "TYPE_CHECKING", "TypeAlias", "TypeGuard", "Unpack"]
TYPE_CHECKING = False


def _imported(module, name):
    if module == "contextlib":
        import contextlib as found
    elif module == "collections":
        import collections as found
    elif module == "re":
        import re as found
    else:
        import collections.abc as found
    return getattr(found, name)


def _type_repr(obj):
    if isinstance(obj, type) and not isinstance(obj, GenericAlias):
        return obj.__qualname__ if obj.__module__ == "builtins" else f"{obj.__module__}.{obj.__qualname__}"
    if obj is ...:
        return "..."
    if hasattr(obj, "__code__"):
        return obj.__name__
    if isinstance(obj, list):
        return f"[{', '.join(map(_type_repr, obj))}]"
    return repr(obj)


def _convert(arg):
    return type(None) if arg is None else ForwardRef(arg) if isinstance(arg, str) else arg


def _params(args):
    found = []
    for arg in args:
        if isinstance(arg, (TypeVar, ParamSpec, TypeVarTuple)):
            new = [arg]
        elif isinstance(arg, list):
            new = _params(arg)
        else:
            new = getattr(arg, "__parameters__", ()) if not isinstance(arg, type) or isinstance(arg, GenericAlias) else ()
        for p in new:
            if p not in found:
                found.append(p)
    return tuple(found)


class _Base:
    # What can be written in an annotation.
    def __or__(self, other):
        return Union[self, other]

    def __ror__(self, other):
        return Union[other, self]

    def __call__(self, *args, **kwds):
        raise TypeError(f"Cannot instantiate {self!r}")


class _Special(_Base):
    def __init__(self, name, getitem=None):
        self._name, self._getitem = name, getitem

    def __repr__(self):
        return f"typing.{self._name}"

    def __getitem__(self, parameters):
        if self._getitem is None:
            raise TypeError(f"{self!r} is not subscriptable")
        return self._getitem(self, parameters)

    def __mro_entries__(self, bases):
        raise TypeError(f"Cannot subclass {self!r}")

    def __instancecheck__(self, obj):
        raise TypeError(f"{self!r} cannot be used with isinstance()")

    def __copy__(self):
        return self

    def __deepcopy__(self, memo):
        return self


def _tuple(parameters):
    return parameters if isinstance(parameters, tuple) else (parameters,)


def _plain(self, parameters):
    return _Alias(self, tuple(map(_convert, _tuple(parameters))), self._name)


def _union(self, parameters):
    if parameters == ():
        raise TypeError("Cannot take a Union of no types.")
    args = []
    for arg in map(_convert, _tuple(parameters)):
        flat = arg.__args__ if isinstance(arg, UnionType) or getattr(arg, "__origin__", None) is Union else (arg,)
        for a in flat:
            if a not in args:
                args.append(a)
    return args[0] if len(args) == 1 else _Alias(Union, tuple(args), "Union")


def _optional(self, parameters):
    if isinstance(parameters, tuple):
        raise TypeError(f"typing.Optional requires a single type. Got {parameters!r}.")
    return Union[parameters, None]


def _literal(self, parameters):
    args = []
    for a in _tuple(parameters):
        for v in a.__args__ if getattr(a, "__origin__", None) is Literal else (a,):
            if not any(v == w and type(v) is type(w) for w in args):
                args.append(v)
    return _Alias(Literal, tuple(args), "Literal")


class _AnyMeta(type):
    def __instancecheck__(self, obj):
        if self is Any:
            raise TypeError("typing.Any cannot be used with isinstance()")
        return super().__instancecheck__(obj)

    def __repr__(self):
        return "typing.Any" if self is Any else super().__repr__()


class Any(metaclass=_AnyMeta):
    def __new__(cls, *args, **kwargs):
        if cls is Any:
            raise TypeError("Any cannot be instantiated")
        return super().__new__(cls)


class _Alias(_Base):
    def __init__(self, origin, args, name=None, inst=True):
        # The origin of `Callable[…]` and the like is looked up when it is asked for.
        lazy = type(origin) is _Generic
        self.__dict__.update(__args__=args, _name=name, _inst=inst, **{"_of" if lazy else "__origin__": origin})
        self.__dict__["__parameters__"] = _params(args)
        self.__dict__["__module__"] = "typing" if name else origin.__module__

    def __getattr__(self, attr):
        if attr == "__origin__":
            return self._of.__origin__
        if attr.startswith("__") and attr.endswith("__") and attr not in ("__name__", "__qualname__", "__doc__"):
            raise AttributeError(attr)
        if attr in ("__name__", "__qualname__"):
            return self._name or self.__origin__.__name__
        return getattr(self.__origin__, attr)

    def __setattr__(self, attr, value):
        setattr(self.__origin__, attr, value)

    def __getitem__(self, parameters):
        parameters = tuple(map(_convert, _tuple(parameters)))
        wanted = self.__parameters__
        if not wanted:
            raise TypeError(f"{self} is not a generic class")
        new = dict(zip(wanted, parameters))

        def put(arg):
            if isinstance(arg, list):
                return list(map(put, arg))
            if isinstance(arg, (TypeVar, ParamSpec, TypeVarTuple)):
                return new.get(arg, arg)
            inner = getattr(arg, "__parameters__", ())
            if inner and not (isinstance(arg, type) and not isinstance(arg, GenericAlias)):
                return arg[tuple(new.get(p, p) for p in inner)]
            return arg

        args = tuple(map(put, self.__args__))
        return _Alias(self.__dict__.get("_of") or self.__origin__, args, self._name, self._inst)

    def __call__(self, *args, **kwargs):
        if not isinstance(self.__origin__, type):
            raise TypeError(f"Cannot instantiate {self!r}")
        if self._name:
            return self._of(*args, **kwargs)
        result = self.__origin__(*args, **kwargs)
        try:
            result.__orig_class__ = self
        except AttributeError:
            pass
        return result

    def __mro_entries__(self, bases):
        origin = self.__origin__
        if isinstance(origin, _Special):
            return origin.__mro_entries__(bases)
        if origin in (Generic, Protocol):
            later = bases[bases.index(self) + 1:]
            return () if origin is Generic and (Protocol in bases or any(
                isinstance(b, _Alias) for b in later)) else (origin,)
        out = (origin,)
        if self._name and self.__parameters__ and Generic not in bases and not any(
                isinstance(b, _Alias) and b is not self and issubclass(b.__origin__, Generic)
                for b in bases if isinstance(getattr(b, "__origin__", None), type)):
            out += (Generic,)
        return out

    def __eq__(self, other):
        if isinstance(other, UnionType):
            other = Union[other]
        if not isinstance(other, _Alias) or self.__origin__ is not other.__origin__:
            return NotImplemented
        if self.__origin__ is Union:
            return set(self.__args__) == set(other.__args__)
        return self.__args__ == other.__args__

    def __hash__(self):
        if self.__origin__ is Union:
            return hash((Union, frozenset(self.__args__)))
        return hash((self.__origin__, tuple(tuple(a) if isinstance(a, list) else a for a in self.__args__)))

    def __repr__(self):
        args = self.__args__
        name = f"typing.{self._name}" if self._name else _type_repr(self.__origin__)
        origin = None if "_of" in self.__dict__ else self.__origin__
        if origin is Union and len(args) == 2 and type(None) in args:
            other = args[0] if args[1] is type(None) else args[1]
            return f"typing.Optional[{_type_repr(other)}]"
        if self._name == "Callable" and len(args) > 0 and not _is_parameters(args[0]):
            if args[0] is ...:
                return f"{name}[..., {_type_repr(args[-1])}]"
            return f"{name}[[{', '.join(map(_type_repr, args[:-1]))}], {_type_repr(args[-1])}]"
        if origin is Literal:
            return f"{name}[{', '.join(map(repr, args))}]"
        return f"{name}[{', '.join(map(_type_repr, args)) or '()'}]"

    def __instancecheck__(self, obj):
        if self.__origin__ is Union:
            return isinstance(obj, self.__args__)
        raise TypeError("Subscripted generics cannot be used with class and instance checks")

    def __subclasscheck__(self, cls):
        if self.__origin__ is Union:
            return issubclass(cls, self.__args__)
        raise TypeError("Subscripted generics cannot be used with class and instance checks")

    def __iter__(self):
        yield Unpack[self]

    def __copy__(self):
        return self

    def __deepcopy__(self, memo):
        return self


class _Generic(_Base):
    # `List`, `Dict`…: a class by another name. `origin` is the class, or the module that has it.
    def __init__(self, origin, name, original=None):
        if isinstance(origin, str):
            self._where = origin, original or name
        else:
            self.__origin__ = origin
        self._name = self.__name__ = self.__qualname__ = name
        self.__module__, self.__args__, self.__parameters__ = "typing", (), ()

    def __getattr__(self, attr):
        if attr != "__origin__":
            raise AttributeError(attr)
        self.__origin__ = _imported(*self._where)
        return self.__origin__

    def __getitem__(self, parameters):
        if self._name == "Callable":
            args, result = parameters
            args = tuple(map(_convert, args)) if isinstance(args, (list, tuple)) else (args,)
            parameters = *args, result
        return _Alias(self, tuple(map(_convert, _tuple(parameters))), self._name)

    def __call__(self, *args, **kwargs):
        origin = self.__origin__
        if origin.__module__ == "builtins":
            raise TypeError(f"Type {self._name} cannot be instantiated; use {origin.__name__}() instead")
        return origin(*args, **kwargs)

    def __mro_entries__(self, bases):
        return (self.__origin__,)

    def __instancecheck__(self, obj):
        return isinstance(obj, self.__origin__)

    def __subclasscheck__(self, cls):
        return issubclass(cls, self.__origin__)

    def __repr__(self):
        return f"typing.{self._name}"


Union = _Special("Union", _union)
Optional = _Special("Optional", _optional)
Literal = _Special("Literal", _literal)
ClassVar = _Special("ClassVar", _plain)
Final = _Special("Final", _plain)
Required = _Special("Required", _plain)
NotRequired = _Special("NotRequired", _plain)
Concatenate = _Special("Concatenate", _plain)
TypeGuard = _Special("TypeGuard", _plain)
Unpack = _Special("Unpack", lambda self, parameters: _Unpacked(self, (_convert(parameters),), "Unpack"))
NoReturn, Never, Self, LiteralString, TypeAlias = map(
    _Special, ("NoReturn", "Never", "Self", "LiteralString", "TypeAlias"))


class _Unpacked(_Alias):
    def __repr__(self):
        return f"*{_type_repr(self.__args__[0])}"


class _Annotated(_Alias):
    def __init__(self, origin, metadata):
        super().__init__(origin, (origin,), "Annotated")
        self.__dict__.update(__metadata__=metadata, __module__=getattr(origin, "__module__", "typing"))

    def __repr__(self):
        return f"typing.Annotated[{_type_repr(self.__origin__)}, {', '.join(map(repr, self.__metadata__))}]"

    def __eq__(self, other):
        return isinstance(other, _Annotated) and (self.__origin__, self.__metadata__) == (
            other.__origin__, other.__metadata__)

    def __hash__(self):
        return hash((self.__origin__, self.__metadata__))


class Annotated:
    def __new__(cls, *args, **kwargs):
        raise TypeError("Type Annotated cannot be instantiated.")

    def __class_getitem__(cls, params):
        if not isinstance(params, tuple) or len(params) < 2:
            raise TypeError("Annotated[...] should be used with at least two arguments (a type and an annotation).")
        inner = params[0]
        if isinstance(inner, _Annotated):
            return _Annotated(inner.__origin__, inner.__metadata__ + params[1:])
        return _Annotated(_convert(inner), params[1:])

    def __init_subclass__(cls, *args, **kwargs):
        raise TypeError(f"Cannot subclass {cls.__module__}.Annotated")


class ForwardRef(_Base):
    def __init__(self, arg, *args, **kwargs):
        self.__forward_arg__ = arg

    def __eq__(self, other):
        return isinstance(other, ForwardRef) and self.__forward_arg__ == other.__forward_arg__

    def __hash__(self):
        return hash(self.__forward_arg__)

    def __repr__(self):
        return f"ForwardRef({self.__forward_arg__!r})"


class _Variable(_Base):
    def __repr__(self):
        return ("+" if self.__covariant__ else "-" if self.__contravariant__ else "~") + self.__name__

    def __mro_entries__(self, bases):
        raise TypeError(f"Cannot subclass an instance of {type(self).__name__}")

    def __call__(self, *args, **kwds):
        raise TypeError(f"{type(self).__name__!r} object is not callable")

    def __copy__(self):
        return self

    def __deepcopy__(self, memo):
        return self


class TypeVar(_Variable):
    def __init__(self, name, *constraints, bound=None, covariant=False, contravariant=False, infer_variance=False,
                 default=None):
        if len(constraints) == 1:
            raise TypeError("A single constraint is not allowed")
        self.__name__, self.__constraints__, self.__bound__ = name, constraints, bound
        self.__covariant__, self.__contravariant__, self.__module__ = covariant, contravariant, "__main__"


class ParamSpecArgs:
    def __init__(self, origin):
        self.__origin__ = origin

    def __repr__(self):
        return f"{self.__origin__.__name__}.args"


class ParamSpecKwargs:
    def __init__(self, origin):
        self.__origin__ = origin

    def __repr__(self):
        return f"{self.__origin__.__name__}.kwargs"


class ParamSpec(_Variable):
    def __init__(self, name, *, bound=None, covariant=False, contravariant=False, infer_variance=False, default=None):
        self.__name__, self.__bound__, self.__module__ = name, bound, "__main__"
        self.__covariant__, self.__contravariant__ = covariant, contravariant
        self.args, self.kwargs = ParamSpecArgs(self), ParamSpecKwargs(self)


class TypeVarTuple(_Variable):
    def __init__(self, name, default=None):
        self.__name__, self.__module__ = name, "__main__"

    def __iter__(self):
        yield Unpack[self]

    def __repr__(self):
        return self.__name__


class _Lazy:
    # An attribute whose value is computed when it is first asked for.
    def __init__(self, name):
        self._name = name

    def __get__(self, obj, owner=None):
        if obj is None:
            return self
        value = obj.__dict__[self._name] = obj._evaluate()
        return value


class _InferredTypeVar(TypeVar):
    __bound__, __constraints__ = _Lazy("__bound__"), _Lazy("__constraints__")

    def __init__(self, name, bound, constrained):
        self.__name__, self._evaluate, self.__module__ = name, bound, "__main__"
        self.__covariant__, self.__contravariant__, self.__infer_variance__ = False, False, True
        if constrained:
            self.__dict__["__bound__"] = None
        else:
            self.__dict__["__constraints__"] = ()
        if bound is None:
            self.__dict__["__bound__"] = None

    def __repr__(self):
        return self.__name__


def _is_parameters(arg):
    # Does it stand for all parameters of a callable?
    return isinstance(arg, ParamSpec) or getattr(arg, "__origin__", None) is Concatenate


class _InferredParamSpec(ParamSpec):
    def __repr__(self):
        return self.__name__


_InferredTypeVar.__name__ = _InferredTypeVar.__qualname__ = "TypeVar"
_InferredParamSpec.__name__ = _InferredParamSpec.__qualname__ = "ParamSpec"
_typevar, _paramspec = _InferredTypeVar, _InferredParamSpec


def _typevartuple(name):
    return TypeVarTuple(name)


def _generic(*params):
    return Generic[tuple(Unpack[p] if isinstance(p, TypeVarTuple) else p for p in params)]


def _typealias(name, params, value):
    return _LazyAlias(name, params, value)


class TypeAliasType(_Base):
    def __init__(self, name, value, *, type_params=()):
        self.__name__, self.__value__, self.__type_params__ = name, value, type_params
        self.__parameters__ = type_params

    def __getitem__(self, parameters):
        return _Alias(self, _tuple(parameters))

    def __repr__(self):
        return self.__name__


class _LazyAlias(TypeAliasType):
    __value__ = _Lazy("__value__")

    def __init__(self, name, params, value):
        self.__name__, self._evaluate, self.__type_params__ = name, value, params
        self.__parameters__, self.__module__ = params, "__main__"


_LazyAlias.__name__ = _LazyAlias.__qualname__ = "TypeAliasType"


class Generic:
    __slots__ = ()
    _is_protocol = False

    def __class_getitem__(cls, params):
        params = tuple(map(_convert, _tuple(params)))
        if cls in (Generic, Protocol):
            if not params:
                raise TypeError(f"Parameter list to {cls.__qualname__}[...] cannot be empty")
            if not all(isinstance(p, (TypeVar, ParamSpec, TypeVarTuple)) or getattr(p, "__origin__", None) is Unpack
                       for p in params):
                raise TypeError(f"Parameters to {cls.__name__}[...] must all be type variables or parameter "
                                f"specification variables.")
            return _Alias(cls, params, cls.__name__)
        wanted = getattr(cls, "__parameters__", ())
        if not wanted:
            raise TypeError(f"{cls!r} is not a generic class")
        if len(params) != len(wanted) and all(type(p).__name__ == "TypeVar" for p in wanted):
            many = "many" if len(params) > len(wanted) else "few"
            raise TypeError(f"Too {many} arguments for {cls!r}; actual {len(params)}, expected {len(wanted)}")
        return _Alias(cls, params)

    def __init_subclass__(cls, *args, **kwargs):
        super().__init_subclass__(*args, **kwargs)
        found = []
        for base in cls.__dict__.get("__orig_bases__", ()):
            if isinstance(base, _Alias) and base.__origin__ in (Generic, Protocol):
                found = list(base.__parameters__)
                break
            for p in getattr(base, "__parameters__", ()):
                if p not in found:
                    found.append(p)
        cls.__parameters__ = tuple(found)


_EXCLUDED = {"__abstractmethods__", "__annotations__", "__dict__", "__doc__", "__init__", "__module__", "__new__",
             "__slots__", "__subclasshook__", "__weakref__", "__class_getitem__", "__match_args__", "__parameters__",
             "__orig_bases__", "__orig_class__", "_is_protocol", "_is_runtime_protocol", "_abc_registry",
             "__init_subclass__", "__qualname__", "__hash__", "__static_attributes__", "__firstlineno__"}


def _protocol_attrs(cls):
    attrs = set()
    for base in cls.__mro__[:-1]:
        if base.__name__ in ("Protocol", "Generic"):
            continue
        attrs |= {a for a in (*base.__dict__, *base.__dict__.get("__annotations__", ())) if a not in _EXCLUDED}
    return attrs


class _ProtocolMeta(ABCMeta):
    def __instancecheck__(cls, instance):
        if not cls.__dict__.get("_is_protocol"):
            return super().__instancecheck__(instance)
        if not getattr(cls, "_is_runtime_protocol", False):
            raise TypeError("Instance and class checks can only be used with @runtime_checkable protocols")
        if cls in type(instance).__mro__:
            return True
        return all(hasattr(instance, a) and (getattr(instance, a) is not None or not callable(getattr(cls, a, None)))
                   for a in _protocol_attrs(cls))

    def __subclasscheck__(cls, other):
        if not cls.__dict__.get("_is_protocol") or cls is Protocol:
            return super().__subclasscheck__(other)
        if not getattr(cls, "_is_runtime_protocol", False):
            if cls in other.__mro__:
                return True
            raise TypeError("Instance and class checks can only be used with @runtime_checkable protocols")
        return cls in other.__mro__ or all(
            any(a in b.__dict__ or a in b.__dict__.get("__annotations__", ()) for b in other.__mro__)
            for a in _protocol_attrs(cls))


def _no_init(self, *args, **kwargs):
    if type(self)._is_protocol:
        raise TypeError("Protocols cannot be instantiated")


class Protocol(Generic, metaclass=_ProtocolMeta):
    __slots__ = ()
    _is_protocol = True
    _is_runtime_protocol = False

    def __init_subclass__(cls, *args, **kwargs):
        super().__init_subclass__(*args, **kwargs)
        cls._is_protocol = any(b is Protocol for b in cls.__bases__)
        if cls._is_protocol and "__init__" not in cls.__dict__:
            cls.__init__ = _no_init
        elif not cls._is_protocol and cls.__init__ is _no_init:
            for base in cls.__mro__[1:]:
                found = base.__dict__.get("__init__", _no_init)
                if found is not _no_init:
                    cls.__init__ = found
                    break


def runtime_checkable(cls):
    if not getattr(cls, "_is_protocol", False):
        raise TypeError(f"@runtime_checkable can be only applied to protocol classes, got {cls!r}")
    cls._is_runtime_protocol = True
    return cls


runtime = runtime_checkable


def _runtime_protocol(name, method, doc=None):
    def function(self):
        pass
    function.__name__ = method
    cls = _ProtocolMeta(name, (Protocol,), {method: abstractmethod(function), "__module__": "typing"})
    return runtime_checkable(cls)


SupportsInt, SupportsFloat, SupportsComplex, SupportsBytes, SupportsIndex, SupportsAbs, SupportsRound = (
    _runtime_protocol(f"Supports{n.title()}", f"__{n}__")
    for n in ("int", "float", "complex", "bytes", "index", "abs", "round"))
List, Dict, Set, FrozenSet, Tuple, Type = (
    _Generic(c, n) for c, n in ((list, "List"), (dict, "Dict"), (set, "Set"), (frozenset, "FrozenSet"),
                                (tuple, "Tuple"), (type, "Type")))
Deque, DefaultDict = _Generic("collections", "Deque", "deque"), _Generic("collections", "DefaultDict", "defaultdict")
OrderedDict, Counter, ChainMap = (_Generic("collections", n) for n in ("OrderedDict", "Counter", "ChainMap"))
ContextManager, AsyncContextManager = (
    _Generic("contextlib", n, "Abstract" + n) for n in ("ContextManager", "AsyncContextManager"))
AbstractSet = _Generic("", "AbstractSet", "Set")
(Callable, Awaitable, Coroutine, AsyncIterable, AsyncIterator, AsyncGenerator, Hashable, Iterable, Iterator, Generator,
 Reversible, Sized, Container, Collection, MutableSet, Mapping, MutableMapping, MappingView, KeysView, ItemsView,
 ValuesView, Sequence, MutableSequence, ByteString) = (_Generic("", n) for n in (
     "Callable Awaitable Coroutine AsyncIterable AsyncIterator AsyncGenerator Hashable Iterable Iterator Generator "
     "Reversible Sized Container Collection MutableSet Mapping MutableMapping MappingView KeysView ItemsView "
     "ValuesView Sequence MutableSequence ByteString").split())
Text = str
AnyStr = TypeVar("AnyStr", bytes, str)
T, KT, VT = TypeVar("T"), TypeVar("KT"), TypeVar("VT")
T_co, T_contra = TypeVar("T_co", covariant=True), TypeVar("T_contra", contravariant=True)


class IO(Generic[AnyStr]):
    pass


class TextIO(IO):
    pass


class BinaryIO(IO):
    pass


Pattern, Match = _Generic("re", "Pattern"), _Generic("re", "Match")


class _NamedTupleMeta(type):
    def __new__(cls, typename, bases, ns):
        types = ns.get("__annotations__", {})
        defaults = [name for name in types if name in ns]
        seen = False
        for name in types:
            if name in ns:
                seen = True
            elif seen:
                raise TypeError(f"Non-default namedtuple field {name} cannot follow default field"
                                f"{'s' if len(defaults) > 1 else ''} {', '.join(defaults)}")
        made = _named_tuple(typename, types, [ns[n] for n in defaults], ns["__module__"])
        for key, value in ns.items():
            if key in ("__new__", "__init__", "__slots__", "__getnewargs__", "_fields", "_field_defaults", "_make",
                       "_replace", "_asdict", "_source"):
                raise AttributeError("Cannot overwrite NamedTuple attribute " + key) if key != "__slots__" else None
            if key not in ("__module__", "__qualname__", "__annotations__", "__orig_bases__") and key not in made._fields:
                setattr(made, key, value)
        if Generic in bases:
            made.__class_getitem__ = classmethod(lambda c, item: _Alias(c, _tuple(item)))
        return made


def _named_tuple(name, types, defaults, module):
    made = _imported("collections", "namedtuple")(name, list(types), defaults=defaults, module=module)
    made.__annotations__ = {k: _convert(v) for k, v in types.items()}
    return made


def NamedTuple(typename, fields=None, /, **kwargs):
    return _named_tuple(typename, dict(fields if fields is not None else kwargs), [], "__main__")


_NamedTuple = type.__new__(_NamedTupleMeta, "NamedTuple", (), {})
NamedTuple.__mro_entries__ = lambda bases: (_NamedTuple,)


class _TypedDictMeta(type):
    def __new__(cls, name, bases, ns, total=True):
        if any(type(base) is not _TypedDictMeta and base is not Generic for base in bases):
            raise TypeError("cannot inherit from both a TypedDict type and a non-TypedDict base class")
        made = type.__new__(_TypedDictMeta, name, (dict,), dict(ns))
        annotations = {}
        required, optional = set(), set()
        for base in bases:
            annotations.update(base.__dict__.get("__annotations__", {}))
            required |= base.__dict__.get("__required_keys__", set())
            optional |= base.__dict__.get("__optional_keys__", set())
        for key, value in ns.get("__annotations__", {}).items():
            annotations[key] = value = _convert(value)
            origin = getattr(value, "__origin__", None)
            (required if origin is Required or (total and origin is not NotRequired) else optional).add(key)
        made.__annotations__ = annotations
        made.__required_keys__, made.__optional_keys__ = frozenset(required), frozenset(optional)
        made.__total__ = total
        return made

    def __call__(cls, *args, **kwargs):
        return dict(*args, **kwargs)

    def __instancecheck__(cls, instance):
        raise TypeError("TypedDict does not support instance and class checks")

    __subclasscheck__ = __instancecheck__


def TypedDict(typename, fields=None, /, *, total=True, **kwargs):
    return _TypedDictMeta(typename, (), {"__annotations__": dict(fields or kwargs), "__module__": "__main__"}, total)


_TypedDict = type.__new__(_TypedDictMeta, "TypedDict", (), {})
TypedDict.__mro_entries__ = lambda bases: (_TypedDict,)


class NewType(_Base):
    def __init__(self, name, tp):
        self.__name__ = self.__qualname__ = name
        self.__supertype__, self.__module__ = tp, "__main__"

    def __call__(self, x):
        return x

    def __repr__(self):
        return f"{self.__module__}.{self.__qualname__}"


def cast(typ, val):
    return val


def assert_type(val, typ, /):
    return val


def reveal_type(obj, /):
    import sys
    print(f"Runtime type is {type(obj).__name__!r}", file=sys.stderr)
    return obj


def assert_never(arg, /):
    raise AssertionError(f"Expected code to be unreachable, but got: {arg!r}")


_overloads = {}


def _overload_dummy(*args, **kwds):
    raise NotImplementedError("You should not call an overloaded function. A series of @overload-decorated functions "
                              "outside a stub module should always be followed by an implementation that is not "
                              "@overload-ed.")


def overload(func):
    _overloads.setdefault((func.__module__, func.__qualname__), []).append(func)
    return _overload_dummy


def get_overloads(func):
    return _overloads.get((func.__module__, func.__qualname__), [])


def clear_overloads():
    _overloads.clear()


def _mark(name):
    def decorator(f):
        try:
            setattr(f, name, True)
        except (AttributeError, TypeError):
            pass
        return f
    return decorator


final = _mark("__final__")
override = _mark("__override__")
type_check_only = no_type_check = no_type_check_decorator = lambda f: f


def dataclass_transform(**kwargs):
    return lambda cls: cls


def get_origin(tp):
    if isinstance(tp, _Annotated):
        return Annotated
    if isinstance(tp, (_Alias, _Generic, GenericAlias, ParamSpecArgs, ParamSpecKwargs)):
        return tp.__origin__
    if tp is Generic:
        return Generic
    return UnionType if isinstance(tp, UnionType) else None


def get_args(tp):
    if isinstance(tp, _Annotated):
        return (tp.__origin__, *tp.__metadata__)
    if isinstance(tp, (_Alias, GenericAlias)):
        res = tp.__args__
        if getattr(tp, "__name__", None) == "Callable" and not (len(res) == 2 and (res[0] is ... or _is_parameters(res[0]))):
            res = (list(res[:-1]), res[-1])
        return res
    return tp.__args__ if isinstance(tp, UnionType) else ()


def is_typeddict(tp):
    return isinstance(tp, _TypedDictMeta)


def _has_references(value):
    if isinstance(value, _Alias):
        args = value.__args__
    elif isinstance(value, GenericAlias):
        args = value.__args__
        if any(isinstance(a, str) for a in args):
            return True
    else:
        return isinstance(value, ForwardRef)
    return any(map(_has_references, args))


def _resolved(value, names):
    if isinstance(value, ForwardRef):
        value = value.__forward_arg__
    if isinstance(value, str):
        return _resolved(eval(value, {}, names), names)
    if not _has_references(value):
        return value
    args = tuple(_resolved(a, names) if not isinstance(a, list) else a for a in value.__args__)
    if isinstance(value, GenericAlias):
        return GenericAlias(value.__origin__, args)
    return _Alias(value.__dict__.get("_of") or value.__origin__, args, value._name, value._inst)


def get_type_hints(obj, globalns=None, localns=None, include_extras=False):
    if not (hasattr(obj, "__annotations__") or isinstance(obj, type) or hasattr(obj, "__module__")):
        raise TypeError(f"{obj!r} is not a module, class, method, or function.")
    hints = {}
    for owner in reversed(obj.__mro__) if isinstance(obj, type) else (obj,):
        annotations = (owner.__dict__.get("__annotations__", {}) if isinstance(owner, type)
                       else getattr(owner, "__annotations__", {}) or {})
        names = None
        for name, value in annotations.items():
            if isinstance(value, (str, ForwardRef)) or _has_references(value):
                if names is None:
                    import builtins
                    import sys
                    module = sys.modules.get(getattr(owner, "__module__", "__main__"))
                    names = {**vars(builtins), **(vars(module) if module else {}), **(globalns or {}),
                             **(localns or {})}
                value = _resolved(value, names)
            if value is None:
                value = type(None)
            if isinstance(value, _Annotated) and not include_extras:
                value = value.__origin__
            hints[name] = value
    return hints


def deprecated(message, /, **options):
    return lambda f: f


def get_original_bases(cls):
    return cls.__dict__.get("__orig_bases__", cls.__bases__)
