import abc
import sys
from functools import wraps
from types import GenericAlias, MethodType

__all__ = ["asynccontextmanager", "contextmanager", "closing", "nullcontext", "AbstractContextManager",
           "AbstractAsyncContextManager", "AsyncExitStack", "ContextDecorator", "ExitStack", "redirect_stdout",
           "redirect_stderr", "suppress", "aclosing", "chdir", "AsyncContextDecorator"]


class AbstractContextManager(abc.ABC):
    __class_getitem__ = classmethod(GenericAlias)

    def __enter__(self):
        return self

    @abc.abstractmethod
    def __exit__(self, exc_type, exc_value, traceback):
        return None

    @classmethod
    def __subclasshook__(cls, C):
        if cls is AbstractContextManager and hasattr(C, "__enter__") and hasattr(C, "__exit__"):
            return True
        return NotImplemented


class AbstractAsyncContextManager(abc.ABC):
    __class_getitem__ = classmethod(GenericAlias)

    async def __aenter__(self):
        return self

    @abc.abstractmethod
    async def __aexit__(self, exc_type, exc_value, traceback):
        return None

    @classmethod
    def __subclasshook__(cls, C):
        if cls is AbstractAsyncContextManager and hasattr(C, "__aenter__") and hasattr(C, "__aexit__"):
            return True
        return NotImplemented


class ContextDecorator:
    def _recreate_cm(self):
        return self

    def __call__(self, func):
        @wraps(func)
        def inner(*args, **kwds):
            with self._recreate_cm():
                return func(*args, **kwds)
        return inner


class AsyncContextDecorator:
    def _recreate_cm(self):
        return self

    def __call__(self, func):
        @wraps(func)
        async def inner(*args, **kwds):
            async with self._recreate_cm():
                return await func(*args, **kwds)
        return inner


class _OfGenerator:
    def __init__(self, func, args, kwds):
        # Needed for making it anew, which is not possible once it is entered.
        self.func, self.args, self.kwds = func, args, kwds
        self.gen = func(*args, **kwds)
        self.__doc__ = func.__doc__

    def _recreate_cm(self):
        return type(self)(self.func, self.args, self.kwds)


def _outcome(raised, value, traceback, end):
    # The generator was given `value` and has raised: is `value` swallowed? None: what was raised goes on.
    if isinstance(raised, end):
        return raised is not value
    if raised is not value and not (
            isinstance(raised, RuntimeError) and raised.__cause__ is value
            and isinstance(value, (StopIteration, StopAsyncIteration))):
        return None
    value.__traceback__ = traceback
    return False


class _GeneratorContextManager(_OfGenerator, AbstractContextManager, ContextDecorator):
    def __enter__(self):
        del self.args, self.kwds, self.func
        try:
            return next(self.gen)
        except StopIteration:
            raise RuntimeError("generator didn't yield") from None

    def __exit__(self, typ, value, traceback):
        if typ is None:
            try:
                next(self.gen)
            except StopIteration:
                return False
            raise RuntimeError("generator didn't stop")
        if value is None:
            value = typ()
        try:
            self.gen.throw(value)
        except BaseException as raised:
            swallowed = _outcome(raised, value, traceback, StopIteration)
            if swallowed is None:
                raise
            return swallowed
        raise RuntimeError("generator didn't stop after throw()")


class _AsyncGeneratorContextManager(_OfGenerator, AbstractAsyncContextManager, AsyncContextDecorator):
    async def __aenter__(self):
        del self.args, self.kwds, self.func
        try:
            return await anext(self.gen)
        except StopAsyncIteration:
            raise RuntimeError("generator didn't yield") from None

    async def __aexit__(self, typ, value, traceback):
        if typ is None:
            try:
                await anext(self.gen)
            except StopAsyncIteration:
                return False
            raise RuntimeError("generator didn't stop")
        if value is None:
            value = typ()
        try:
            await self.gen.athrow(value)
        except BaseException as raised:
            swallowed = _outcome(raised, value, traceback, StopAsyncIteration)
            if swallowed is None:
                raise
            return swallowed
        raise RuntimeError("generator didn't stop after athrow()")


def contextmanager(func):
    @wraps(func)
    def make(*args, **kwds):
        return _GeneratorContextManager(func, args, kwds)
    return make


def asynccontextmanager(func):
    @wraps(func)
    def make(*args, **kwds):
        return _AsyncGeneratorContextManager(func, args, kwds)
    return make


class closing(AbstractContextManager):
    def __init__(self, thing):
        self.thing = thing

    def __enter__(self):
        return self.thing

    def __exit__(self, *exc_info):
        self.thing.close()


class aclosing(AbstractAsyncContextManager):
    def __init__(self, thing):
        self.thing = thing

    async def __aenter__(self):
        return self.thing

    async def __aexit__(self, *exc_info):
        await self.thing.aclose()


class _RedirectStream(AbstractContextManager):
    _stream = None

    def __init__(self, new_target):
        self._new_target = new_target
        self._old_targets = []

    def __enter__(self):
        self._old_targets.append(getattr(sys, self._stream))
        setattr(sys, self._stream, self._new_target)
        return self._new_target

    def __exit__(self, exctype, excinst, exctb):
        setattr(sys, self._stream, self._old_targets.pop())


class redirect_stdout(_RedirectStream):
    _stream = "stdout"


class redirect_stderr(_RedirectStream):
    _stream = "stderr"


class suppress(AbstractContextManager):
    def __init__(self, *exceptions):
        self._exceptions = exceptions

    def __enter__(self):
        pass

    def __exit__(self, exctype, excinst, exctb):
        return exctype is not None and issubclass(exctype, self._exceptions)


class _Unwinding:
    # The exception under way while the callbacks of a stack are called.
    def __init__(self, exc):
        self.first = self.exc = exc
        self.outer = sys.exc_info()[1]
        self.raised = False

    def details(self):
        exc = self.exc
        return (None, None, None) if exc is None else (type(exc), exc, exc.__traceback__)

    def swallow(self):
        self.exc, self.raised = None, False

    def replace(self, new):
        # As if the callbacks had been nested `with` statements: the new one happened while handling the old one.
        last = new
        while last.__context__ is not None and last.__context__ is not self.exc:
            if last.__context__ is self.outer:
                last.__context__ = self.exc
                break
            last = last.__context__
        self.exc, self.raised = new, True

    def end(self):
        if self.raised:
            context = self.exc.__context__
            try:
                raise self.exc
            except BaseException:
                self.exc.__context__ = context
                raise
        return self.first is not None and self.exc is None


def _methods(cm, enter, exit, kind):
    cls = type(cm)
    try:
        return getattr(cls, enter), MethodType(getattr(cls, exit), cm)
    except AttributeError:
        raise TypeError(f"'{cls.__module__}.{cls.__qualname__}' object does not support the {kind} protocol") from None


class _Stack:
    def __init__(self):
        self._exits = []

    def pop_all(self):
        other = type(self)()
        other._exits, self._exits = self._exits, []
        return other

    def push(self, exit):
        method = getattr(type(exit), "__exit__", None)
        self._exits.append((False, exit if method is None else MethodType(method, exit)))
        return exit

    def enter_context(self, cm):
        enter, exit = _methods(cm, "__enter__", "__exit__", "context manager")
        result = enter(cm)
        self._exits.append((False, exit))
        return result

    def callback(self, callback, /, *args, **kwds):
        def exit(typ, value, traceback):
            callback(*args, **kwds)
        self._exits.append((False, exit))
        return callback


class ExitStack(_Stack, AbstractContextManager):
    def __exit__(self, typ, value, traceback):
        unwinding = _Unwinding(value)
        while self._exits:
            _, exit = self._exits.pop()
            try:
                if exit(*unwinding.details()):
                    unwinding.swallow()
            except BaseException as new:
                unwinding.replace(new)
        return unwinding.end()

    def close(self):
        self.__exit__(None, None, None)


class AsyncExitStack(_Stack, AbstractAsyncContextManager):
    async def enter_async_context(self, cm):
        enter, exit = _methods(cm, "__aenter__", "__aexit__", "asynchronous context manager")
        result = await enter(cm)
        self._exits.append((True, exit))
        return result

    def push_async_exit(self, exit):
        method = getattr(type(exit), "__aexit__", None)
        self._exits.append((True, exit if method is None else MethodType(method, exit)))
        return exit

    def push_async_callback(self, callback, /, *args, **kwds):
        async def exit(typ, value, traceback):
            await callback(*args, **kwds)
        self._exits.append((True, exit))
        return callback

    async def aclose(self):
        await self.__aexit__(None, None, None)

    async def __aexit__(self, typ, value, traceback):
        unwinding = _Unwinding(value)
        while self._exits:
            is_async, exit = self._exits.pop()
            try:
                result = exit(*unwinding.details())
                if await result if is_async else result:
                    unwinding.swallow()
            except BaseException as new:
                unwinding.replace(new)
        return unwinding.end()


class nullcontext(AbstractContextManager, AbstractAsyncContextManager):
    def __init__(self, enter_result=None):
        self.enter_result = enter_result

    def __enter__(self):
        return self.enter_result

    def __exit__(self, *excinfo):
        pass

    async def __aenter__(self):
        return self.enter_result

    async def __aexit__(self, *excinfo):
        pass


class chdir(AbstractContextManager):
    def __init__(self, path):
        self.path = path

    def __enter__(self):
        import os
        os.chdir(self.path)

    def __exit__(self, *excinfo):
        pass
