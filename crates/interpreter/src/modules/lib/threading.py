import sys
from _thread import (RLock as _RLock, TIMEOUT_MAX, _allocate_rlock, _at_end, _changed, _failed, _named, _new_resource,
                     _park, _unpark, allocate_lock, get_ident, get_native_id, lock, start_new_thread)
from collections import deque
from itertools import count as _count
from time import monotonic as _now

__all__ = ["get_ident", "active_count", "Condition", "current_thread", "enumerate", "main_thread", "TIMEOUT_MAX",
           "Event", "Lock", "RLock", "Semaphore", "BoundedSemaphore", "Thread", "Barrier", "BrokenBarrierError", "Timer",
           "ThreadError", "setprofile", "settrace", "local", "stack_size", "excepthook", "ExceptHookArgs", "getprofile",
           "gettrace", "get_native_id"]

Lock = allocate_lock
RLock = _allocate_rlock
ThreadError = RuntimeError
_active = {}
_limbo = []
_numbers = _count(1)
_at_exit = []
_hooks = {"trace": None, "profile": None}


def settrace(func):
    _hooks["trace"] = func


def gettrace():
    return _hooks["trace"]


def setprofile(func):
    _hooks["profile"] = func


def getprofile():
    return _hooks["profile"]


def stack_size(size=0):
    return 0


def _left(end):
    return None if end is None else end - _now()


def _part(of, *args):
    """Makes a part of something else, of which observers are not told."""
    made = of.__new__(of)
    made._set_up(*args)
    return made


class Condition:
    _told = None

    def __init__(self, lock=None):
        self._set_up(lock)
        self._told = _new_resource("condition")

    def _set_up(self, lock=None):
        if lock is None:
            lock = _RLock()
        self._lock = lock
        self.acquire = lock.acquire
        self.release = lock.release
        for name in "_release_save", "_acquire_restore", "_is_owned":
            if hasattr(lock, name):
                setattr(self, name, getattr(lock, name))
        self._waiters = deque()

    def __enter__(self):
        return self._lock.__enter__()

    def __exit__(self, *exc_info):
        return self._lock.__exit__(*exc_info)

    def __repr__(self):
        return f"<Condition({self._lock}, {len(self._waiters)})>"

    def _release_save(self):
        self._lock.release()

    def _acquire_restore(self, saved):
        self._lock.acquire()

    def _is_owned(self):
        return self._lock.locked()

    def wait(self, timeout=None):
        if not self._is_owned():
            raise RuntimeError("cannot wait on un-acquired lock")
        waiter = [get_ident(), False]
        self._waiters.append(waiter)
        self._tell()
        saved = self._release_save()
        try:
            end = None if timeout is None else _now() + timeout
            while not waiter[1] and (end is None or _now() < end):
                _park(_left(end))
            return waiter[1]
        finally:
            self._acquire_restore(saved)
            if not waiter[1]:
                self._waiters.remove(waiter)
                self._tell()

    def wait_for(self, predicate, timeout=None):
        end = None if timeout is None else _now() + timeout
        result = predicate()
        while not result:
            left = _left(end)
            if left is not None and left <= 0:
                break
            self.wait(left)
            result = predicate()
        return result

    def notify(self, n=1):
        if not self._is_owned():
            raise RuntimeError("cannot notify on un-acquired lock")
        while self._waiters and n > 0:
            waiter = self._waiters.popleft()
            waiter[1] = True
            _unpark(waiter[0])
            n -= 1
        self._tell()

    def _tell(self):
        """Observers are told how many wait."""
        _changed(self._told, 0, len(self._waiters))

    def notify_all(self):
        self.notify(len(self._waiters))

    def notifyAll(self):
        self.notify_all()


class _Line(Condition):
    """Those who wait at something else, which has a `_tell` itself."""

    def _set_up(self, at, mutex):
        super()._set_up(mutex)
        self._at = at

    def _tell(self):
        self._at._tell()


class Semaphore:
    _told = None

    def __init__(self, value=1):
        if value < 0:
            raise ValueError("semaphore initial value must be >= 0")
        self._cond = _part(Condition, lock())
        self._value = value
        # Who was woken is in line until it has its place.
        self._waiting = 0
        self._told = _new_resource("semaphore", value, value)

    def __repr__(self):
        cls = type(self)
        return f"<{cls.__module__}.{cls.__qualname__} at {id(self):#x}: value={self._value}>"

    def acquire(self, blocking=True, timeout=None):
        if not blocking and timeout is not None:
            raise ValueError("can't specify timeout for non-blocking acquire")
        end = None if timeout is None else _now() + timeout
        with self._cond:
            if not self._value:
                if not blocking or not self._wait(end):
                    return False
            self._value -= 1
            self._tell()
            return True

    def _wait(self, end):
        self._waiting += 1
        self._tell()
        try:
            while not self._value:
                left = _left(end)
                if left is not None and left <= 0:
                    break
                self._cond.wait(left)
        finally:
            self._waiting -= 1
        if not self._value:
            self._tell(False)
        return self._value > 0

    def _tell(self, is_own=True):
        _changed(self._told, self._value, self._waiting, is_own)

    def __enter__(self, blocking=True, timeout=None):
        return self.acquire(blocking, timeout)

    def release(self, n=1):
        if n < 1:
            raise ValueError("n must be one or more")
        with self._cond:
            self._value += n
            self._tell()
            self._cond.notify(n)

    def __exit__(self, *exc_info):
        self.release()


class BoundedSemaphore(Semaphore):
    def __init__(self, value=1):
        super().__init__(value)
        self._initial_value = value

    def __repr__(self):
        cls = type(self)
        return f"<{cls.__module__}.{cls.__qualname__} at {id(self):#x}: value={self._value}/{self._initial_value}>"

    def release(self, n=1):
        if n < 1:
            raise ValueError("n must be one or more")
        if self._value + n > self._initial_value:
            raise ValueError("Semaphore released too many times")
        super().release(n)


class Event:
    _told = None

    def __init__(self):
        self._set_up()
        self._told = _new_resource("event")

    def _set_up(self):
        self._cond = _part(_Line, self, lock())
        self._flag = False

    def __repr__(self):
        cls = type(self)
        return f"<{cls.__module__}.{cls.__qualname__} at {id(self):#x}: {'set' if self._flag else 'unset'}>"

    def is_set(self):
        return self._flag

    isSet = is_set

    def set(self):
        with self._cond:
            self._flag = True
            self._cond.notify_all()

    def clear(self):
        with self._cond:
            self._flag = False
            self._tell()

    def _tell(self):
        _changed(self._told, self._flag, len(self._cond._waiters))

    def wait(self, timeout=None):
        with self._cond:
            return self._flag or self._cond.wait(timeout)


class BrokenBarrierError(RuntimeError):
    pass


class Barrier:
    _told = None

    def __init__(self, parties, action=None, timeout=None):
        if parties < 1:
            raise ValueError("parties must be > 0")
        self._cond = _part(Condition, lock())
        self._action = action
        self._timeout = timeout
        self._parties = parties
        # How many have come; the state is "filling", "draining", "resetting" or "broken".
        self._count = 0
        self._state = "filling"
        self._told = _new_resource("barrier", 0, parties)

    def __repr__(self):
        cls = type(self)
        head = f"<{cls.__module__}.{cls.__qualname__} at {id(self):#x}: "
        return head + ("broken>" if self.broken else f"waiters={self.n_waiting}/{self.parties}>")

    def wait(self, timeout=None):
        if timeout is None:
            timeout = self._timeout
        with self._cond:
            while self._state in ("draining", "resetting"):
                self._cond.wait()
            if self._state == "broken":
                raise BrokenBarrierError
            index = self._count
            self._count += 1
            self._tell()
            try:
                if index + 1 == self._parties:
                    self._open()
                else:
                    self._await(timeout)
                return index
            finally:
                self._count -= 1
                self._tell()
                if self._count == 0 and self._state in ("draining", "resetting"):
                    self._state = "filling"
                    self._cond.notify_all()

    def _tell(self):
        _changed(self._told, self._count, self._count)

    def _open(self):
        try:
            if self._action:
                self._action()
        except:
            self._break()
            raise
        self._state = "draining"
        self._cond.notify_all()

    def _await(self, timeout):
        if not self._cond.wait_for(lambda: self._state != "filling", timeout):
            self._break()
            raise BrokenBarrierError
        if self._state in ("broken", "resetting"):
            raise BrokenBarrierError

    def _break(self):
        self._state = "broken"
        self._cond.notify_all()

    def reset(self):
        with self._cond:
            if self._count > 0:
                self._state = "resetting"
            else:
                self._state = "filling"
            self._cond.notify_all()

    def abort(self):
        with self._cond:
            self._break()

    @property
    def parties(self):
        return self._parties

    @property
    def n_waiting(self):
        return self._count if self._state == "filling" else 0

    @property
    def broken(self):
        return self._state == "broken"


class ExceptHookArgs(tuple):
    def __new__(cls, values):
        return tuple.__new__(cls, values)

    exc_type = property(lambda self: self[0])
    exc_value = property(lambda self: self[1])
    exc_traceback = property(lambda self: self[2])
    thread = property(lambda self: self[3])

    def __repr__(self):
        return (f"_thread._ExceptHookArgs(exc_type={self[0]!r}, exc_value={self[1]!r}, exc_traceback={self[2]!r}, "
                f"thread={self[3]!r})")


def excepthook(args):
    if args.exc_type is SystemExit:
        return
    import traceback
    name = args.thread.name if args.thread is not None else get_ident()
    print(f"Exception in thread {name}:", file=sys.stderr, flush=True)
    traceback.print_exception(args.exc_type, args.exc_value, args.exc_traceback)


__excepthook__ = excepthook


class Thread:
    _initialized = False

    def __init__(self, group=None, target=None, name=None, args=(), kwargs=None, *, daemon=None):
        if group is not None:
            raise AssertionError("group argument must be None for now")
        if name is None:
            name = f"Thread-{next(_numbers)}"
            if target is not None and hasattr(target, "__name__"):
                name += f" ({target.__name__})"
        self._target = target
        self._name = str(name)
        self._args = args
        self._kwargs = {} if kwargs is None else kwargs
        self._daemonic = current_thread().daemon if daemon is None else daemon
        self._ident = None
        self._started = False
        self._is_stopped = False
        self._joining = []
        self._initialized = True

    def __repr__(self):
        if not self._initialized:
            raise AssertionError("Thread.__init__() was not called")
        status = "stopped" if self._is_stopped else "started" if self._started else "initial"
        if self._daemonic:
            status += " daemon"
        if self._ident is not None:
            status += f" {self._ident}"
        return f"<{type(self).__name__}({self._name}, {status})>"

    def start(self):
        if not self._initialized:
            raise RuntimeError("thread.__init__() not called")
        if self._started:
            raise RuntimeError("threads can only be started once")
        self._started = True
        start_new_thread(self._bootstrap, ())

    def run(self):
        try:
            if self._target is not None:
                self._target(*self._args, **self._kwargs)
        finally:
            del self._target, self._args, self._kwargs

    def _bootstrap(self):
        self._ident = get_ident()
        _active[self._ident] = self
        _named(self._ident, self._name)
        try:
            self.run()
        except BaseException as error:
            _failed()
            try:
                excepthook(ExceptHookArgs((type(error), error, error.__traceback__, self)))
            except BaseException as another:
                print("Exception in threading.excepthook:", file=sys.stderr)
                sys.excepthook(type(another), another, another.__traceback__)
        finally:
            del _active[self._ident]
            _forget_locals(self._ident)
            self._is_stopped = True
            for waiting in self._joining:
                _unpark(waiting)

    def join(self, timeout=None):
        if not self._initialized:
            raise RuntimeError("Thread.__init__() not called")
        if not self._started:
            raise RuntimeError("cannot join thread before it is started")
        if self is current_thread():
            raise RuntimeError("cannot join current thread")
        end = None if timeout is None else _now() + max(timeout, 0)
        self._joining.append(get_ident())
        while not self._is_stopped and (end is None or _now() < end):
            _park(_left(end))
        self._joining.remove(get_ident())

    @property
    def name(self):
        return self._name

    @name.setter
    def name(self, name):
        self._name = str(name)
        if self._ident is not None:
            _named(self._ident, self._name)

    @property
    def ident(self):
        return self._ident

    @property
    def native_id(self):
        return None if self._ident is None else get_native_id()

    def is_alive(self):
        return self._started and not self._is_stopped

    @property
    def daemon(self):
        return self._daemonic

    @daemon.setter
    def daemon(self, daemonic):
        if not self._initialized:
            raise RuntimeError("Thread.__init__() not called")
        if self._started:
            raise RuntimeError("cannot set daemon status of active thread")
        self._daemonic = daemonic

    def isDaemon(self):
        return self.daemon

    def setDaemon(self, daemonic):
        self.daemon = daemonic

    def getName(self):
        return self.name

    def setName(self, name):
        self.name = name


class Timer(Thread):
    def __init__(self, interval, function, args=None, kwargs=None):
        super().__init__()
        self.interval = interval
        self.function = function
        self.args = [] if args is None else args
        self.kwargs = {} if kwargs is None else kwargs
        self.finished = _part(Event)

    def cancel(self):
        self.finished.set()

    def run(self):
        self.finished.wait(self.interval)
        if not self.finished.is_set():
            self.function(*self.args, **self.kwargs)
        self.finished.set()


class _MainThread(Thread):
    def __init__(self):
        self._name = "MainThread"
        self._daemonic = False
        self._ident = get_ident()
        self._started = self._initialized = True
        self._is_stopped = False
        self._joining = []
        _active[self._ident] = self


class _DummyThread(Thread):
    def __init__(self):
        super().__init__(name=f"Dummy-{next(_numbers)}", daemon=True)
        self._started = True
        self._ident = get_ident()
        _active[self._ident] = self
        _named(self._ident, self._name)


def current_thread():
    return _active.get(get_ident()) or _DummyThread()


currentThread = current_thread


def main_thread():
    return _main_thread


def active_count():
    return len(_active)


activeCount = active_count


def enumerate():
    return list(_active.values())


_locals = []


def _forget_locals(ident):
    for made in _locals:
        made.pop(ident, None)


class _local:
    def __new__(cls, /, *args, **kwargs):
        if (args or kwargs) and cls.__init__ is object.__init__:
            raise TypeError("Initialization arguments are not supported")
        self = object.__new__(cls)
        spaces = {get_ident(): {}}
        object.__setattr__(self, "_local__spaces", spaces)
        object.__setattr__(self, "_local__arguments", (args, kwargs))
        _locals.append(spaces)
        return self

    def __getattribute__(self, name):
        space = _space(self)
        if name == "__dict__":
            return space
        if name in space:
            return space[name]
        if type(self) is local and not hasattr(local, name):
            raise AttributeError(f"'_thread._local' object has no attribute {name!r}", name=name, obj=self)
        return object.__getattribute__(self, name)

    def __setattr__(self, name, value):
        if name == "__dict__":
            raise AttributeError(f"{type(self).__name__!r} object attribute '__dict__' is read-only")
        known = getattr(type(self), name, None)
        if hasattr(type(known), "__set__"):
            object.__setattr__(self, name, value)
        else:
            _space(self)[name] = value

    def __delattr__(self, name):
        space = _space(self)
        if name not in space:
            raise AttributeError(f"{type(self).__name__!r} object has no attribute {name!r}")
        del space[name]


def _space(of):
    spaces = object.__getattribute__(of, "_local__spaces")
    space = spaces.get(get_ident())
    if space is None:
        space = spaces[get_ident()] = {}
        args, kwargs = object.__getattribute__(of, "_local__arguments")
        type(of).__init__(of, *args, **kwargs)
    return space


_local.__module__ = "_thread"
local = _local


def _register_atexit(function, *args, **kwargs):
    _at_exit.append(lambda: function(*args, **kwargs))


def _shutdown():
    _main_thread._is_stopped = True
    for waiting in _main_thread._joining:
        _unpark(waiting)
    for function in reversed(_at_exit):
        function()
    while waiting := [thread for thread in _active.values() if thread is not _main_thread and not thread.daemon]:
        waiting[0]._joining.append(get_ident())
        _park()


# What the main thread's identity is, whoever imports this first.
_main_thread = _MainThread()
_at_end(_shutdown, True)
