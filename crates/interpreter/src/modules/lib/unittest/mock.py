import asyncio
import contextlib
import inspect
import sys
import types
from functools import partial, wraps

__all__ = ("Mock", "MagicMock", "patch", "sentinel", "DEFAULT", "ANY", "call", "create_autospec", "AsyncMock",
           "FILTER_DIR", "NonCallableMock", "NonCallableMagicMock", "mock_open", "PropertyMock", "seal")

FILTER_DIR = True


class InvalidSpecError(Exception):
    pass


class _SentinelObject:
    def __init__(self, name):
        self.name = name

    def __repr__(self):
        return f"sentinel.{self.name}"

    def __reduce__(self):
        return f"sentinel.{self.name}"


class _Sentinel:
    def __init__(self):
        self._made = {}

    def __getattr__(self, name):
        if name == "__bases__":
            raise AttributeError
        return self._made.setdefault(name, _SentinelObject(name))


sentinel = _Sentinel()
DEFAULT = sentinel.DEFAULT
_missing = sentinel.MISSING
_deleted = sentinel.DELETED


class _Any:
    def __eq__(self, other):
        return True

    def __ne__(self, other):
        return False

    def __repr__(self):
        return "<ANY>"


ANY = _Any()


def _signature_text(name, args, kwargs):
    parts = [repr(arg) for arg in args] + [f"{key}={value!r}" for key, value in kwargs.items()]
    return f"{name}({', '.join(parts)})"


class _Call(tuple):
    """A call as mocks note it: a name, positional and keyword arguments. Shorter tuples equal it, too."""

    def __new__(cls, value=(), name="", parent=None, two=False, from_kall=True):
        args, kwargs = (), {}
        for part in value:
            if isinstance(part, str):
                name = part
            elif isinstance(part, tuple):
                args = part
            elif isinstance(part, dict):
                kwargs = part
        return tuple.__new__(cls, (args, kwargs) if two else (name, args, kwargs))

    def __init__(self, value=(), name=None, parent=None, two=False, from_kall=True):
        self._mock_name = name
        self._mock_parent = parent
        self._mock_from_kall = from_kall

    @staticmethod
    def _parts(value):
        name, args, kwargs = "", (), {}
        for part in value:
            if isinstance(part, str):
                name = part
            elif isinstance(part, tuple):
                args = part
            elif isinstance(part, dict):
                kwargs = part
            else:
                return None
        return name, args, kwargs

    def __eq__(self, other):
        if not isinstance(other, tuple) or len(other) > 3:
            return NotImplemented
        mine, theirs = self._parts(self), self._parts(other)
        if theirs is None:
            return False
        if getattr(self, "_mock_parent", None) and getattr(other, "_mock_parent", None):
            if self._mock_parent != other._mock_parent:
                return False
        if mine[0] and theirs[0] and mine[0] != theirs[0] or (len(self) == len(other) == 3 and mine[0] != theirs[0]):
            return False
        return (theirs[1], theirs[2]) == (mine[1], mine[2])

    def __ne__(self, other):
        result = self.__eq__(other)
        return result if result is NotImplemented else not result

    __hash__ = tuple.__hash__

    def __call__(self, *args, **kwargs):
        if self._mock_name is None:
            return _Call(("", args, kwargs), name="()")
        return _Call((self._mock_name, args, kwargs), name=self._mock_name + "()", parent=self)

    def __getattribute__(self, name):
        # What tuples have is a call, too: `call.__getitem__("key")`.
        if name in tuple.__dict__ and name not in _Call.__dict__ and name != "__class__":
            return self.__getattr__(name)
        return tuple.__getattribute__(self, name)

    def __getattr__(self, name):
        if self._mock_name is None:
            return _Call(name=name, from_kall=False)
        return _Call(name=f"{self._mock_name}.{name}", parent=self, from_kall=False)

    def count(self, /, *args, **kwargs):
        return self.__getattr__("count")(*args, **kwargs)

    def index(self, /, *args, **kwargs):
        return self.__getattr__("index")(*args, **kwargs)

    @property
    def args(self):
        return self[-2]

    @property
    def kwargs(self):
        return self[-1]

    def __repr__(self):
        if not self._mock_from_kall:
            name = self._mock_name or "call"
            return name if name.startswith("call") else f"call{name}" if name[0] == "(" else f"call.{name}"
        name, args, kwargs = ("", *self) if len(self) == 2 else self
        if not name:
            name = "call"
        else:
            name = f"call{name}" if name.startswith("()") else f"call.{name}"
        return _signature_text(name, args, kwargs)

    def call_list(self):
        found = []
        thing = self
        while thing is not None:
            if thing._mock_from_kall:
                found.append(thing)
            thing = thing._mock_parent
        return _CallList(reversed(found))


call = _Call(from_kall=False)


class _CallList(list):
    def __contains__(self, value):
        if not isinstance(value, list):
            return list.__contains__(self, value)
        return any(self[i:i + len(value)] == value for i in range(len(self) - len(value) + 1))

    def __repr__(self):
        import pprint
        return pprint.pformat(list(self))


def _is_exception(value):
    return isinstance(value, BaseException) or isinstance(value, type) and issubclass(value, BaseException)


def _is_async(value):
    return inspect.iscoroutinefunction(value) or inspect.isawaitable(value)


_own = {"_mock_children", "_mock_parent", "_mock_new_parent", "_mock_name", "_mock_new_name", "_mock_sealed",
        "_mock_return_value", "_mock_side_effect", "_mock_wraps", "_mock_delegate", "_mock_methods", "_spec_class",
        "_spec_set", "_spec_signature", "_spec_asyncs", "_mock_unsafe", "method_calls", "mock_calls", "call_args_list",
        "await_args_list", "call_args", "called", "call_count", "await_count", "await_args", "_mock_kind"}

# What operations give on a MagicMock that nobody has told otherwise.
_results = {"__bool__": True, "__index__": 1, "__int__": 1,
            "__float__": 1.0, "__complex__": 1j, "__len__": 0, "__contains__": False, "__exit__": False,
            "__lt__": NotImplemented, "__gt__": NotImplemented, "__le__": NotImplemented, "__ge__": NotImplemented}
_computed = {"__hash__": object.__hash__, "__str__": lambda obj: object.__str__(obj),
             "__eq__": lambda obj, other: obj is other or NotImplemented,
             "__ne__": lambda obj, other: obj is not other and NotImplemented}
_operators = ("add sub mul matmul truediv floordiv mod lshift rshift and xor or pow divmod "
              "neg pos abs invert getitem setitem delitem enter iter round trunc floor ceil reversed").split()
_numeric = "add sub mul matmul truediv floordiv mod lshift rshift and xor or pow divmod".split()
_magics = ({f"__{name}__" for name in _operators} | set(_results) | set(_computed)
           | {f"__i{name}__" for name in _numeric if name != "divmod"} | {f"__r{name}__" for name in _numeric}
           | {"__fspath__"})
_async_magics = {"__aenter__", "__aexit__", "__aiter__", "__anext__"}
_supported = _magics | _async_magics | {"__next__", "__get__", "__set__", "__delete__", "__missing__", "__format__",
                                        "__repr__", "__dir__", "__subclasses__", "__getformat__", "__reversed__",
                                        "__reduce__", "__reduce_ex__", "__getstate__", "__setstate__", "__getnewargs__"}


class NonCallableMock:
    _mock_is_magic = False

    def __new__(cls, /, *args, **kwargs):
        # Each mock is of a class of its own, because special methods are looked up on classes.
        own = type(cls.__name__, (cls,), {"__doc__": cls.__doc__, "__module__": cls.__module__})
        return object.__new__(own)

    def __init__(self, spec=None, wraps=None, name=None, spec_set=None, parent=None, _spec_state=None, _new_name="",
                 _new_parent=None, _spec_as_instance=False, _eat_self=None, unsafe=False, **kwargs):
        state = self.__dict__
        state["_mock_parent"] = parent
        state["_mock_name"] = name
        state["_mock_new_name"] = _new_name
        state["_mock_new_parent"] = parent if _new_parent is None else _new_parent
        state["_mock_sealed"] = False
        if spec_set is not None:
            spec, spec_set = spec_set, True
        state["_mock_children"] = {}
        state["_mock_wraps"] = wraps
        state["_mock_delegate"] = None
        state["_mock_return_value"] = DEFAULT
        state["_mock_side_effect"] = None
        state["_mock_unsafe"] = unsafe
        state["called"] = False
        state["call_count"] = 0
        state["call_args"] = None
        state["call_args_list"] = _CallList()
        state["mock_calls"] = _CallList()
        state["method_calls"] = _CallList()
        self._mock_add_spec(spec, spec_set)
        if self._mock_is_magic:
            self._add_magics()
        if kwargs:
            self.configure_mock(**kwargs)

    def _mock_add_spec(self, spec, spec_set):
        state = self.__dict__
        methods, cls, asyncs = None, None, []
        if spec is not None and not (isinstance(spec, (list, tuple)) and all(isinstance(s, str) for s in spec)):
            cls = spec if isinstance(spec, type) else type(spec)
            methods = dir(spec)
            asyncs = [name for name in methods if _is_async(getattr(spec, name, None))]
        elif spec is not None:
            methods = list(spec)
        state["_spec_class"], state["_spec_set"] = cls, spec_set
        state["_mock_methods"], state["_spec_asyncs"] = methods, asyncs
        state["_spec_signature"] = None

    def mock_add_spec(self, spec, spec_set=False):
        self._mock_add_spec(spec, spec_set)

    def _add_magics(self):
        cls = type(self)
        methods = self._mock_methods
        for name in _magics | _async_magics:
            if methods is None or name in methods or name in ("__bool__", *_computed):
                setattr(cls, name, _Magic(name))

    @property
    def __class__(self):
        return type(self) if self._spec_class is None else self._spec_class

    @property
    def return_value(self):
        result = self.__dict__["_mock_return_value"]
        if result is DEFAULT:
            result = self._get_child_mock(_new_parent=self, _new_name="()")
            self.return_value = result
        return result

    @return_value.setter
    def return_value(self, value):
        self.__dict__["_mock_return_value"] = value
        _adopt(self, value, None, "()")

    @property
    def side_effect(self):
        return self.__dict__["_mock_side_effect"]

    @side_effect.setter
    def side_effect(self, value):
        if value is not None and not callable(value) and not _is_exception(value):
            value = iter(value)
        self.__dict__["_mock_side_effect"] = value

    def reset_mock(self, visited=None, *, return_value=False, side_effect=False):
        visited = [] if visited is None else visited
        if id(self) in visited:
            return
        visited.append(id(self))
        self.called, self.call_args, self.call_count = False, None, 0
        self.mock_calls, self.call_args_list, self.method_calls = _CallList(), _CallList(), _CallList()
        if return_value:
            self.__dict__["_mock_return_value"] = DEFAULT
        if side_effect:
            self.__dict__["_mock_side_effect"] = None
        for child in self._mock_children.values():
            if isinstance(child, NonCallableMock) and child is not _deleted:
                child.reset_mock(visited, return_value=return_value, side_effect=side_effect)
        result = self.__dict__["_mock_return_value"]
        if isinstance(result, NonCallableMock) and result is not self:
            result.reset_mock(visited)

    def configure_mock(self, /, **kwargs):
        for path, value in sorted(kwargs.items(), key=lambda item: item[0].count(".")):
            *parts, last = path.split(".")
            target = self
            for part in parts:
                target = getattr(target, part)
            setattr(target, last, value)

    def __getattr__(self, name):
        if name in ("_mock_methods", "_mock_unsafe", "_mock_children", "_spec_class"):
            raise AttributeError(name)
        if self._mock_methods is not None:
            if name not in self._mock_methods or name in _supported:
                raise AttributeError(f"Mock object has no attribute {name!r}")
        elif name.startswith("__") and name.endswith("__"):
            raise AttributeError(name)
        if not self._mock_unsafe and (not self._mock_methods or name not in self._mock_methods):
            if name.startswith(("assert", "assret", "asert", "aseert", "assrt")):
                raise AttributeError(f"{name!r} is not a valid assertion. Use a spec for the mock if {name!r} is meant "
                                     "to be an attribute.")
        result = self._mock_children.get(name)
        if result is _deleted:
            raise AttributeError(name)
        if result is None:
            wrapped = getattr(self._mock_wraps, name) if self._mock_wraps is not None else None
            result = self._get_child_mock(parent=self, name=name, wraps=wrapped, _new_name=name, _new_parent=self)
            self._mock_children[name] = result
        return result

    def __setattr__(self, name, value):
        if name in _own or name in ("return_value", "side_effect", "__class__") or (
                isinstance(getattr(type(self), name, None), property)):
            if name == "__class__":
                self.__dict__["_spec_class"] = value
            else:
                object.__setattr__(self, name, value)
            return
        if self._spec_set and self._mock_methods is not None and name not in self._mock_methods \
                and name not in self.__dict__:
            raise AttributeError(f"Mock object has no attribute '{name}'")
        if name in _supported:
            self._set_magic(name, value)
        elif _adopt(self, value, name, name):
            self._mock_children[name] = value
            self.__dict__.pop(name, None)
            return
        if self._mock_sealed and name not in self.__dict__ and name not in self._mock_children:
            raise AttributeError(f"Cannot set {self._extract_mock_name()}.{name}")
        if name not in _supported:
            object.__setattr__(self, name, value)

    def _set_magic(self, name, value):
        if self._mock_methods is not None and name not in self._mock_methods:
            raise AttributeError(f"Mock object has no attribute '{name}'")
        if isinstance(value, NonCallableMock):
            _adopt(self, value, None, name)
            setattr(type(self), name, lambda self, *args, **kwargs: value(*args, **kwargs))
            self._mock_children[name] = value
        else:
            setattr(type(self), name, value)
            self._mock_children[name] = partial(value, self)

    def __delattr__(self, name):
        if name in _magics and name in type(self).__dict__:
            delattr(type(self), name)
        known = self._mock_children.get(name, _missing)
        if name in self.__dict__:
            object.__delattr__(self, name)
        elif known is _deleted:
            raise AttributeError(name)
        self._mock_children[name] = _deleted

    def __dir__(self):
        names = self._mock_methods or [name for name in dir(type(self)) if not name.startswith("_")]
        return sorted({*names, *self.__dict__, *(n for n, c in self._mock_children.items() if c is not _deleted)}
                      - _own)

    def _extract_mock_name(self):
        parts = [self._mock_new_name]
        parent, last = self._mock_new_parent, self
        dot = "" if parts == ["()"] else "."
        while parent is not None:
            last = parent
            parts.append(parent._mock_new_name + dot)
            dot = "" if parent._mock_new_name == "()" else "."
            parent = parent._mock_new_parent
        parts.reverse()
        first = last._mock_name or "mock"
        if len(parts) > 1 and parts[1] not in ("()", "()."):
            first += "."
        parts[0] = first
        return "".join(parts)

    def __repr__(self):
        name = self._extract_mock_name()
        shown = "" if name in ("mock", "mock.") else f" name={name!r}"
        spec = ""
        if self._spec_class is not None:
            spec = f" {'spec_set' if self._spec_set else 'spec'}={self._spec_class.__name__!r}"
        return f"<{type(self).__name__}{shown}{spec} id='{id(self)}'>"

    def _get_child_mock(self, /, **kwargs):
        name = kwargs.get("_new_name")
        if self._mock_sealed:
            attribute = f".{kwargs['name']}" if "name" in kwargs else "()"
            raise AttributeError(self._extract_mock_name() + attribute)
        if name in self._spec_asyncs:
            return AsyncMock(**kwargs)
        kind = next(cls for cls in type(self).__mro__ if cls in _kinds)
        if name in _async_magics:
            return AsyncMock(**kwargs)
        if kind is AsyncMock:
            # Methods of an AsyncMock are asynchronous, unless its specification says that they are not.
            if self._mock_methods is not None and name in self._mock_methods:
                return MagicMock(**kwargs)
            return AsyncMock(**kwargs)
        return {NonCallableMock: Mock, NonCallableMagicMock: MagicMock}.get(kind, kind)(**kwargs)

    def attach_mock(self, mock, attribute):
        mock._mock_parent = mock._mock_new_parent = None
        mock._mock_name, mock._mock_new_name = "", ""
        setattr(self, attribute, mock)

    def _shown_calls(self):
        return f"\nCalls: {self.mock_calls!r}." if self.mock_calls else ""

    def _shown_name(self):
        return self._mock_name or "mock"

    def _normal(self, value):
        signature = self._spec_signature
        if signature is not None:
            try:
                bound = signature.bind(*value[-2], **value[-1])
                return _Call((value[0] if len(value) == 3 else "", bound.args, bound.kwargs))
            except TypeError:
                pass
        return value

    def _mismatch(self, args, kwargs, actual, action="call"):
        name = self._shown_name()
        expected = _signature_text(name, args, kwargs)
        return f"expected {action} not found.\nExpected: {expected}\n  Actual: {actual}"

    def assert_not_called(self):
        if self.call_count:
            raise AssertionError(f"Expected '{self._shown_name()}' to not have been called. Called {self.call_count} "
                                 f"times.{self._shown_calls()}")

    def assert_called(self):
        if not self.call_count:
            raise AssertionError(f"Expected '{self._shown_name()}' to have been called.")

    def assert_called_once(self):
        if self.call_count != 1:
            raise AssertionError(f"Expected '{self._shown_name()}' to have been called once. Called {self.call_count} "
                                 f"times.{self._shown_calls()}")

    def assert_called_with(self, /, *args, **kwargs):
        if self.call_args is None:
            raise AssertionError(self._mismatch(args, kwargs, "not called."))
        if self._normal(_Call((args, kwargs), two=True)) != self._normal(self.call_args):
            actual = _signature_text(self._shown_name(), self.call_args.args, self.call_args.kwargs)
            raise AssertionError(self._mismatch(args, kwargs, actual))

    def assert_called_once_with(self, /, *args, **kwargs):
        if self.call_count != 1:
            raise AssertionError(f"Expected '{self._shown_name()}' to be called once. Called {self.call_count} times."
                                 f"{self._shown_calls()}")
        return self.assert_called_with(*args, **kwargs)

    def assert_any_call(self, /, *args, **kwargs):
        wanted = self._normal(_Call((args, kwargs), two=True))
        if wanted not in [self._normal(made) for made in self.call_args_list]:
            raise AssertionError(f"{_signature_text(self._shown_name(), args, kwargs)} call not found")

    def assert_has_calls(self, calls, any_order=False):
        expected = [self._normal(c) for c in calls]
        made = _CallList(self._normal(c) for c in self.mock_calls)
        if not any_order:
            if expected not in made:
                actual = f"\n  Actual: {self.mock_calls!r}" if self.mock_calls else ""
                raise AssertionError(f"Calls not found.\nExpected: {_CallList(calls)!r}{actual}")
            return
        left, missing = list(made), []
        for wanted in expected:
            try:
                left.remove(wanted)
            except ValueError:
                missing.append(wanted)
        if missing:
            raise AssertionError(f"{self._shown_name() or 'mock'!r} does not contain all of {tuple(missing)!r} in its "
                                 f"call list, found {left!r} instead")


class _Magic:
    """A special method of a MagicMock, made when it is first asked for."""

    def __init__(self, name):
        self.name = name

    def __get__(self, obj, cls=None):
        if obj is None:
            raise AttributeError(self.name)
        known = obj._mock_children.get(self.name)
        if known is _deleted:
            raise AttributeError(self.name)
        if known is None:
            known = obj._get_child_mock(parent=obj, name=self.name, _new_name=self.name, _new_parent=obj)
            obj._mock_children[self.name] = known
            if self.name == "__iter__":
                known.side_effect = lambda: _iterated(known)
            elif self.name == "__aiter__":
                known = obj._mock_children[self.name] = MagicMock(name=self.name, parent=obj)
                known.side_effect = lambda: _async_iterated(known)
            elif self.name == "__aexit__":
                known.return_value = False
            elif self.name == "__fspath__":
                known.side_effect = lambda: f"{type(obj).__name__}/{obj._extract_mock_name()}/{id(obj)}"
            elif self.name in _computed:
                known.side_effect = partial(_unless_told, known, _computed[self.name], obj)
            elif self.name in _results:
                known.return_value = _results[self.name]
        return known


def _unless_told(method, function, *args):
    return function(*args) if method.__dict__["_mock_return_value"] is DEFAULT else DEFAULT


def _iterated(method):
    result = method.__dict__["_mock_return_value"]
    return iter([]) if result is DEFAULT else iter(result)


def _async_iterated(method):
    result = method.__dict__["_mock_return_value"]

    async def items():
        for item in () if result is DEFAULT else result:
            yield item

    return items()


def _adopt(parent, value, name, new_name):
    """Makes a mock a child of another, unless it has a name or a parent already."""
    if not isinstance(value, NonCallableMock):
        return False
    if value._mock_name or value._mock_new_name or value._mock_parent is not None or value._mock_new_parent is not None:
        return False
    above = parent
    while above is not None:
        if above is value:
            return False
        above = above._mock_new_parent
    if new_name:
        value._mock_new_parent = parent
        value._mock_new_name = new_name
    if name:
        value._mock_parent = parent
        value._mock_name = name
    return True


class CallableMixin(NonCallableMock):
    def __init__(self, spec=None, side_effect=None, return_value=DEFAULT, wraps=None, name=None, spec_set=None,
                 parent=None, _spec_state=None, _new_name="", _new_parent=None, **kwargs):
        super().__init__(spec, wraps, name, spec_set, parent, _spec_state, _new_name, _new_parent, **kwargs)
        if return_value is not DEFAULT:
            self.return_value = return_value
        if side_effect is not None:
            self.side_effect = side_effect

    def __call__(self, /, *args, **kwargs):
        self._check(args, kwargs)
        self._note(args, kwargs)
        return self._act(args, kwargs)

    def _check(self, args, kwargs):
        if self._spec_signature is not None:
            self._spec_signature.bind(*args, **kwargs)

    def _note(self, args, kwargs):
        self.called = True
        self.call_count += 1
        made = _Call((args, kwargs), two=True)
        self.call_args = made
        self.call_args_list.append(made)
        self.mock_calls.append(_Call(("", args, kwargs)))
        # Its parents hear of it, each by the path from there.
        method_path = self._mock_name
        path = self._mock_new_name
        is_method, parent = self._mock_parent is not None, self._mock_new_parent
        while parent is not None:
            if is_method:
                parent.method_calls.append(_Call((method_path, args, kwargs)))
                is_method = parent._mock_parent is not None
                if is_method:
                    method_path = f"{parent._mock_name}.{method_path}"
            parent.mock_calls.append(_Call((path, args, kwargs)))
            if parent._mock_new_name:
                path = parent._mock_new_name + ("" if path.startswith("()") else ".") + path
            parent = parent._mock_new_parent

    def _act(self, args, kwargs):
        effect = self.side_effect
        if effect is not None:
            if _is_exception(effect):
                raise effect
            if not callable(effect):
                result = next(effect)
                if _is_exception(result):
                    raise result
            else:
                result = effect(*args, **kwargs)
            if result is not DEFAULT:
                return result
        if self.__dict__["_mock_return_value"] is not DEFAULT:
            return self.return_value
        if self._mock_wraps is not None:
            return self._mock_wraps(*args, **kwargs)
        return self.return_value


class Mock(CallableMixin, NonCallableMock):
    pass


class NonCallableMagicMock(NonCallableMock):
    _mock_is_magic = True


class MagicMock(Mock):
    _mock_is_magic = True


class AsyncMock(CallableMixin):
    _mock_is_magic = True
    _is_coroutine = asyncio.coroutines._is_coroutine if hasattr(asyncio.coroutines, "_is_coroutine") else True

    def __init__(self, /, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.await_count = 0
        self.await_args = None
        self.await_args_list = _CallList()

    async def _execute_mock_call(self, args, kwargs):
        made = _Call((args, kwargs), two=True)
        self.await_count += 1
        self.await_args = made
        self.await_args_list.append(made)
        effect = self.side_effect
        if effect is not None:
            if _is_exception(effect):
                raise effect
            if not callable(effect):
                try:
                    result = next(effect)
                except StopIteration:
                    raise StopAsyncIteration from None
                if _is_exception(result):
                    raise result
            elif inspect.iscoroutinefunction(effect):
                result = await effect(*args, **kwargs)
            else:
                result = effect(*args, **kwargs)
            if result is not DEFAULT:
                return result
        if self.__dict__["_mock_return_value"] is not DEFAULT:
            return self.return_value
        if self._mock_wraps is not None:
            result = self._mock_wraps(*args, **kwargs)
            return await result if inspect.isawaitable(result) else result
        return self.return_value

    _execute_mock_call.__qualname__ = "AsyncMockMixin._execute_mock_call"

    def _act(self, args, kwargs):
        return self._execute_mock_call(args, kwargs)

    def _get_child_mock(self, /, **kwargs):
        if kwargs.get("_new_name") in _magics:
            if self._mock_sealed:
                raise AttributeError(self._extract_mock_name() + "()")
            return MagicMock(**kwargs)
        return super()._get_child_mock(**kwargs)

    def assert_awaited(self):
        if not self.await_count:
            raise AssertionError(f"Expected {self._shown_name()} to have been awaited.")

    def assert_awaited_once(self):
        if self.await_count != 1:
            raise AssertionError(f"Expected {self._shown_name()} to have been awaited once. Awaited {self.await_count} "
                                 "times.")

    def assert_awaited_with(self, /, *args, **kwargs):
        if self.await_args is None:
            expected = _signature_text(self._shown_name(), args, kwargs)
            raise AssertionError(f"Expected await: {expected}\nNot awaited")
        if self._normal(_Call((args, kwargs), two=True)) != self._normal(self.await_args):
            actual = _signature_text(self._shown_name(), self.await_args.args, self.await_args.kwargs)
            raise AssertionError(self._mismatch(args, kwargs, actual, "await"))

    def assert_awaited_once_with(self, /, *args, **kwargs):
        if self.await_count != 1:
            raise AssertionError(f"Expected {self._shown_name()} to have been awaited once. Awaited {self.await_count} "
                                 "times.")
        return self.assert_awaited_with(*args, **kwargs)

    def assert_any_await(self, /, *args, **kwargs):
        if _Call((args, kwargs), two=True) not in list(self.await_args_list):
            raise AssertionError(f"{_signature_text(self._shown_name(), args, kwargs)} await not found")

    def assert_has_awaits(self, calls, any_order=False):
        calls = list(calls)
        if not any_order:
            if calls not in self.await_args_list:
                raise AssertionError(f"Awaits not found.\nExpected: {_CallList(calls)}\n"
                                     f"Actual: {self.await_args_list}")
            return
        left, missing = list(self.await_args_list), []
        for wanted in calls:
            try:
                left.remove(wanted)
            except ValueError:
                missing.append(wanted)
        if missing:
            raise AssertionError(f"{tuple(missing)!r} not all found in await list")

    def assert_not_awaited(self):
        if self.await_count:
            raise AssertionError(f"Expected {self._shown_name()} to not have been awaited. Awaited {self.await_count} "
                                 "times.")

    def reset_mock(self, /, *args, **kwargs):
        super().reset_mock(*args, **kwargs)
        self.await_count, self.await_args, self.await_args_list = 0, None, _CallList()


_kinds = (Mock, MagicMock, NonCallableMock, NonCallableMagicMock, AsyncMock)


class PropertyMock(Mock):
    def _get_child_mock(self, /, **kwargs):
        return MagicMock(**kwargs)

    def __get__(self, obj, obj_type=None):
        return self()

    def __set__(self, obj, value):
        self(value)


def seal(mock):
    mock._mock_sealed = True
    for child in mock._mock_children.values():
        if isinstance(child, NonCallableMock) and child._mock_new_parent is mock:
            seal(child)


class _Bindable:
    """What stands for a function: in a class, it is a method."""

    def __get__(self, obj, obj_type=None):
        return self if obj is None else types.MethodType(self, obj)


class _FunctionMock(_Bindable, MagicMock):
    pass


class _AsyncFunctionMock(_Bindable, AsyncMock):
    pass


def create_autospec(spec, spec_set=False, instance=False, _parent=None, _name=None, *, unsafe=False, **kwargs):
    """A mock with the attributes and the signatures of something."""
    is_type = isinstance(spec, type)
    if inspect.iscoroutinefunction(spec):
        kind = _AsyncFunctionMock if inspect.isfunction(spec) else AsyncMock
    elif inspect.isfunction(spec):
        kind = _FunctionMock
    elif is_type and instance and not callable(getattr(spec, "__call__", None)):
        kind = NonCallableMagicMock
    elif callable(spec) or is_type:
        kind = MagicMock
    else:
        kind = NonCallableMagicMock
    if is_type and instance and "__call__" not in dir(spec):
        kind = NonCallableMagicMock
    name = kwargs.pop("name", None) or _name or getattr(spec, "__name__", None)
    mock = kind(**{"spec_set" if spec_set else "spec": spec}, name=name, parent=_parent, **kwargs)
    try:
        signature = inspect.signature(spec)
    except (TypeError, ValueError):
        signature = None
    if signature is not None and not instance:
        mock.__dict__["_spec_signature"] = signature
    for attribute in dir(spec):
        if attribute.startswith("__"):
            continue
        original = getattr(spec, attribute, None)
        if inspect.isfunction(original) or inspect.ismethod(original):
            child_kind = AsyncMock if inspect.iscoroutinefunction(original) else MagicMock
            child = child_kind(spec=original, name=attribute, parent=mock, _new_name=attribute, _new_parent=mock)
            parameters = inspect.signature(original)
            in_class = spec if is_type else type(spec)
            bare = in_class.__dict__.get(attribute)
            if is_type and inspect.isfunction(bare) and instance:
                left = list(parameters.parameters.values())[1:]
                parameters = parameters.replace(parameters=left)
            child.__dict__["_spec_signature"] = parameters
            mock._mock_children[attribute] = child
    if is_type and not instance and "return_value" not in kwargs:
        mock.return_value = create_autospec(spec, spec_set, instance=True, _name="()", _parent=mock)
    return mock


def _import_target(path):
    parts = path.split(".")
    found = sys.modules.get(parts[0])
    if found is None:
        found = __import__(parts[0])
    for i, part in enumerate(parts[1:], 2):
        try:
            found = getattr(found, part)
        except AttributeError:
            __import__(".".join(parts[:i]))
            found = getattr(found, part)
    return found


class _patch:
    _active = []

    def __init__(self, getter, attribute, new=DEFAULT, spec=None, create=False, spec_set=None, autospec=None,
                 new_callable=None, kwargs=None, unsafe=False):
        if new_callable is not None and new is not DEFAULT:
            raise ValueError("Cannot use 'new' and 'new_callable' together")
        if new_callable is not None and autospec is not None:
            raise ValueError("Cannot use 'autospec' and 'new_callable' together")
        self.getter, self.attribute, self.new, self.spec, self.create = getter, attribute, new, spec, create
        self.spec_set, self.autospec, self.new_callable, self.kwargs = spec_set, autospec, new_callable, kwargs or {}
        self.attribute_name = None
        self.additional_patchers = []

    def copy(self):
        copied = _patch(self.getter, self.attribute, self.new, self.spec, self.create, self.spec_set, self.autospec,
                        self.new_callable, self.kwargs)
        copied.attribute_name = self.attribute_name
        copied.additional_patchers = [p.copy() for p in self.additional_patchers]
        return copied

    def __call__(self, func):
        if isinstance(func, type):
            return self._decorate_class(func)
        if hasattr(func, "patchings"):
            func.patchings.append(self)
            return func
        if inspect.iscoroutinefunction(func):
            @wraps(func)
            async def patched(*args, **kwargs):
                with _patched(patched, args, kwargs) as (args, kwargs):
                    return await func(*args, **kwargs)
        else:
            @wraps(func)
            def patched(*args, **kwargs):
                with _patched(patched, args, kwargs) as (args, kwargs):
                    return func(*args, **kwargs)
        patched.patchings = [self]
        return patched

    def _decorate_class(self, cls):
        for name in dir(cls):
            if name.startswith(patch.TEST_PREFIX) and callable(value := getattr(cls, name)):
                setattr(cls, name, self.copy()(value))
        return cls

    def _original(self):
        target = self.target
        local = False
        try:
            original = target.__dict__[self.attribute]
            local = True
        except (AttributeError, KeyError):
            original = getattr(target, self.attribute, DEFAULT)
        if self.attribute in dir(sys.modules["builtins"]) and inspect.ismodule(target):
            self.create = True
        if not self.create and original is DEFAULT:
            raise AttributeError(f"{target} does not have the attribute {self.attribute!r}")
        return original, local

    def __enter__(self):
        self.target = self.getter()
        original, local = self._original()
        new = self._make_new(original) if self.new is DEFAULT else self.new
        self._undo = original, local
        try:
            setattr(self.target, self.attribute, new)
            if self.attribute_name is not None:
                extra = {self.attribute_name: new} if self.new is DEFAULT else {}
                for patching in self.additional_patchers:
                    result = patching.__enter__()
                    if patching.new is DEFAULT:
                        extra.update(result)
                return extra
            return new
        except BaseException:
            self.__exit__(None, None, None)
            raise

    def _make_new(self, original):
        if self.autospec:
            spec = original if self.autospec is True else self.autospec
            return create_autospec(spec, spec_set=bool(self.spec_set), _name=self.attribute, **self.kwargs)
        spec = original if self.spec is True else self.spec
        spec_set = original if self.spec_set is True else self.spec_set
        kind = self.new_callable
        if kind is None:
            wanted = spec if spec is not None else spec_set if spec_set is not None else original
            kind = AsyncMock if _is_async(wanted) else MagicMock
        arguments = dict(self.kwargs)
        if spec is not None:
            arguments["spec"] = spec
        if spec_set is not None:
            arguments["spec_set"] = spec_set
        if isinstance(kind, type) and issubclass(kind, NonCallableMock):
            arguments.setdefault("name", self.attribute)
        new = kind(**arguments)
        chosen = spec if spec is not None else spec_set
        if isinstance(chosen, type) and isinstance(new, CallableMixin):
            new.return_value = kind(spec=chosen, _new_name="()", _new_parent=new)
        return new

    def __exit__(self, *exc_info):
        original, local = self._undo
        if local and original is not DEFAULT:
            setattr(self.target, self.attribute, original)
        else:
            delattr(self.target, self.attribute)
            if not self.create and not hasattr(self.target, self.attribute):
                setattr(self.target, self.attribute, original)
        for patching in reversed(self.additional_patchers):
            patching.__exit__(*exc_info)
        return False

    def start(self):
        result = self.__enter__()
        self._active.append(self)
        return result

    def stop(self):
        if self not in self._active:
            return None
        self._active.remove(self)
        return self.__exit__(None, None, None)


@contextlib.contextmanager
def _patched(function, args, kwargs):
    with contextlib.ExitStack() as stack:
        extra = []
        for patching in function.patchings:
            new = stack.enter_context(patching)
            if patching.attribute_name is not None:
                kwargs = {**kwargs, **new}
            elif patching.new is DEFAULT:
                extra.append(new)
        yield (*args, *extra), kwargs


def _split_target(target):
    try:
        path, attribute = target.rsplit(".", 1)
    except (TypeError, ValueError, AttributeError):
        raise TypeError(f"Need a valid target to patch. You supplied: {target!r}") from None
    return partial(_import_target, path), attribute


def patch(target, new=DEFAULT, spec=None, create=False, spec_set=None, autospec=None, new_callable=None, *,
          unsafe=False, **kwargs):
    getter, attribute = _split_target(target)
    return _patch(getter, attribute, new, spec, create, spec_set, autospec, new_callable, kwargs)


def _patch_object(target, attribute, new=DEFAULT, spec=None, create=False, spec_set=None, autospec=None,
                  new_callable=None, *, unsafe=False, **kwargs):
    if isinstance(target, str):
        raise TypeError(f"{target!r} must be the actual object to be patched, not a str")
    return _patch(lambda: target, attribute, new, spec, create, spec_set, autospec, new_callable, kwargs)


def _patch_multiple(target, spec=None, create=False, spec_set=None, autospec=None, new_callable=None, **kwargs):
    getter = partial(_import_target, target) if isinstance(target, str) else lambda: target
    if not kwargs:
        raise ValueError("Must supply at least one keyword argument with patch.multiple")
    patchers = []
    for attribute, new in kwargs.items():
        patcher = _patch(getter, attribute, new, spec, create, spec_set, autospec, new_callable)
        patcher.attribute_name = attribute
        patchers.append(patcher)
    first, *patchers[0].additional_patchers = patchers
    return first


class _patch_dict:
    def __init__(self, in_dict, values=(), clear=False, **kwargs):
        self.in_dict, self.clear = in_dict, clear
        self.values = {**dict(values), **kwargs}

    def __call__(self, function):
        if isinstance(function, type):
            for name in dir(function):
                if name.startswith(patch.TEST_PREFIX) and callable(value := getattr(function, name)):
                    setattr(function, name, _patch_dict(self.in_dict, self.values, self.clear)(value))
            return function
        if inspect.iscoroutinefunction(function):
            @wraps(function)
            async def patched(*args, **kwargs):
                with self:
                    return await function(*args, **kwargs)
        else:
            @wraps(function)
            def patched(*args, **kwargs):
                with self:
                    return function(*args, **kwargs)
        return patched

    def __enter__(self):
        if isinstance(self.in_dict, str):
            self.in_dict = _import_target(self.in_dict)
        self._before = dict(self.in_dict.items())
        if self.clear:
            self.in_dict.clear()
        for key, value in self.values.items():
            self.in_dict[key] = value
        return self.in_dict

    def __exit__(self, *exc_info):
        self.in_dict.clear()
        for key, value in self._before.items():
            self.in_dict[key] = value
        return False

    def start(self):
        result = self.__enter__()
        _patch._active.append(self)
        return result

    def stop(self):
        if self not in _patch._active:
            return None
        _patch._active.remove(self)
        return self.__exit__(None, None, None)


def _stop_all():
    for patching in reversed(list(_patch._active)):
        patching.stop()


patch.object = _patch_object
patch.dict = _patch_dict
patch.multiple = _patch_multiple
patch.stopall = _stop_all
patch.TEST_PREFIX = "test"


def mock_open(mock=None, read_data=""):
    empty = read_data[:0]
    lines = []

    def start():
        lines[:] = read_data.splitlines(keepends=True)
        return DEFAULT

    def read(*args):
        text = empty.join(lines)
        lines[:] = []
        if args and args[0] is not None and args[0] >= 0:
            lines[:] = text[args[0]:].splitlines(keepends=True)
            return text[:args[0]]
        return text

    def iterate():
        while lines:
            yield lines.pop(0)

    def read_all(*args):
        found, lines[:] = lines[:], []
        return found

    handle = MagicMock(name="open_handle")
    handle.__enter__.return_value = handle
    handle.read.side_effect = read
    handle.readline.side_effect = lambda *args: lines.pop(0) if lines else empty
    handle.readlines.side_effect = read_all
    handle.__iter__.side_effect = iterate
    handle.__next__ = Mock(side_effect=lambda: next(iterate()))
    start()
    if mock is None:
        mock = MagicMock(name="open")
    mock.side_effect = lambda *args, **kwargs: start()
    mock.return_value = handle
    return mock
