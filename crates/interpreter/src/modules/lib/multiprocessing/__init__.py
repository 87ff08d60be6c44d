# Processes are simulated threads, as in concurrent.futures: what they are given and what goes through queues is copied,
# as it would be between processes, but module globals are shared.
import os
import queue as _queue
import sys
import threading
from copy import deepcopy as _deepcopy
from itertools import count as _count
from os import cpu_count

__all__ = ["Array", "AuthenticationError", "Barrier", "BoundedSemaphore", "BufferTooShort", "Condition", "Event",
           "JoinableQueue", "Lock", "Manager", "Pipe", "Pool", "Process", "ProcessError", "Queue", "RLock", "RawArray",
           "RawValue", "Semaphore", "SimpleQueue", "TimeoutError", "Value", "active_children", "cpu_count",
           "current_process", "freeze_support", "get_all_start_methods", "get_context", "get_start_method",
           "parent_process", "set_start_method"]

_numbers = _count(1)
_method = "fork"


class ProcessError(Exception):
    pass


class BufferTooShort(ProcessError):
    pass


class TimeoutError(ProcessError):
    pass


class AuthenticationError(ProcessError):
    pass


def _sent(value):
    """What arrives in another process."""
    try:
        return _deepcopy(value)
    except TypeError:
        return value


class _Shared:
    def __deepcopy__(self, memo):
        return self


class _Counted(_Shared):
    """The children of a process have its name and a number."""

    _identity = ()
    _parent = None

    def __init__(self):
        self._children = []
        self._made = _count(1)


class Process(_Counted):
    def __init__(self, group=None, target=None, name=None, args=(), kwargs={}, *, daemon=None):
        if group is not None:
            raise AssertionError("group argument must be None for now")
        super().__init__()
        parent = current_process()
        self._identity = (*parent._identity, next(parent._made))
        self._parent = parent
        self._target, self._args, self._kwargs = target, tuple(args), dict(kwargs)
        self.name = name or type(self).__name__ + "-" + ":".join(map(str, self._identity))
        self.daemon = parent.daemon if daemon is None else daemon
        self.exitcode = self._thread = self._pid = None
        self.authkey = b""

    def run(self):
        if self._target:
            self._target(*self._args, **self._kwargs)

    def start(self):
        if self._thread is not None:
            raise AssertionError("cannot start a process twice")
        self._pid = os.getpid() + next(_numbers)
        self._args, self._kwargs = _sent(self._args), _sent(self._kwargs)
        self._thread = threading.Thread(target=self._bootstrap, name="MainThread", daemon=self.daemon)
        self._thread._process = self
        self._parent._children.append(self)
        self._thread.start()

    def _bootstrap(self):
        try:
            self.run()
            for child in self._children:
                child.join()
            self.exitcode = 0
        except SystemExit as stop:
            self.exitcode = stop.code if isinstance(stop.code, int) else 0 if stop.code is None else 1
            if self.exitcode == 1 and stop.code != 1:
                print(stop.code, file=sys.stderr)
        except BaseException:
            import traceback
            self.exitcode = 1
            print(f"Process {self.name}:", file=sys.stderr)
            traceback.print_exc()

    def join(self, timeout=None):
        if self._thread is None:
            raise AssertionError("can only join a started process")
        self._thread.join(timeout)
        if self.exitcode is not None and self in self._parent._children:
            self._parent._children.remove(self)

    def is_alive(self):
        return self._thread is not None and self.exitcode is None

    def terminate(self):
        raise NotImplementedError("a simulated process cannot be ended from outside: let it look at an Event")

    kill = terminate

    def close(self):
        if self.is_alive():
            raise ValueError("Cannot close a process while it is still running. You should first call join() or "
                             "terminate().")

    pid = ident = property(lambda self: self._pid)
    sentinel = property(lambda self: self._pid)

    def __repr__(self):
        state = "initial" if self._thread is None else "started" if self.exitcode is None else "stopped"
        shown = [f"name={self.name!r}"]
        if self._pid is not None:
            shown.append(f"pid={self._pid}")
        shown += [f"parent={self._parent.pid}", state]
        if self.exitcode is not None:
            shown.append(f"exitcode={self.exitcode}")
        return f"<{type(self).__name__} {' '.join(shown)}{' daemon' if self.daemon else ''}>"


class _MainProcess(_Counted):
    name = "MainProcess"
    daemon = False
    exitcode = None
    pid = ident = property(lambda self: os.getpid())

    def is_alive(self):
        return True

    def __repr__(self):
        return f"<_MainProcess name='MainProcess' parent=None started>"


_main_process = _MainProcess()


def current_process():
    return getattr(threading.current_thread(), "_process", _main_process)


def parent_process():
    return current_process()._parent


def active_children():
    children = current_process()._children
    children[:] = [child for child in children if child.exitcode is None]
    return list(children)


def freeze_support():
    pass


def get_all_start_methods():
    return ["fork", "spawn", "forkserver"]


def get_start_method(allow_none=False):
    return _method


def set_start_method(method, force=False):
    global _method
    if method not in get_all_start_methods():
        raise ValueError(f"cannot find context for {method!r}")
    _method = method


def get_context(method=None):
    if method not in (None, *get_all_start_methods()):
        raise ValueError(f"cannot find context for {method!r}")
    return sys.modules[__name__]


def log_to_stderr(level=None):
    logger = get_logger()
    import logging
    logger.addHandler(logging.StreamHandler())
    if level:
        logger.setLevel(level)
    return logger


def get_logger():
    import logging
    return logging.getLogger("multiprocessing")


# What is shared stays what it is when it is sent.
def _shared(make):
    def of_it(*args, **kwargs):
        made = make(*args, **kwargs)
        return made if isinstance(made, _Shared) else _Handle(made)

    of_it.__name__ = of_it.__qualname__ = make.__name__
    return of_it


class _Handle(_Shared):
    def __init__(self, of):
        self._of = of

    def __getattr__(self, name):
        return getattr(self._of, name)

    def __enter__(self):
        return self._of.__enter__()

    def __exit__(self, *exc_info):
        return self._of.__exit__(*exc_info)


Lock, RLock, Event, Condition = map(_shared, (threading.Lock, threading.RLock, threading.Event, threading.Condition))
Semaphore, BoundedSemaphore = map(_shared, (threading.Semaphore, threading.BoundedSemaphore))
Barrier = _shared(threading.Barrier)


class Queue(_queue.Queue, _Shared):
    def put(self, obj, block=True, timeout=None):
        super().put(_sent(obj), block, timeout)

    def put_nowait(self, obj):
        self.put(obj, False)

    def close(self):
        pass

    join_thread = cancel_join_thread = close

    @property
    def task_done(self):
        raise AttributeError("'Queue' object has no attribute 'task_done'")

    join = task_done


class JoinableQueue(Queue):
    task_done, join = _queue.Queue.task_done, _queue.Queue.join


class SimpleQueue(Queue):
    def __init__(self):
        super().__init__()


class _Connection(_Shared):
    def __init__(self, inbox, outbox):
        self._inbox, self._outbox = inbox, outbox
        self.closed = False
        self.readable, self.writable = inbox is not None, outbox is not None

    def _check(self, box):
        if self.closed:
            raise OSError("handle is closed")
        if box is None:
            raise OSError("connection is " + ("write-only" if box is self._inbox else "read-only"))

    def send(self, obj):
        self._check(self._outbox)
        self._outbox.put(("sent", _sent(obj)))

    send_bytes = send

    def recv(self):
        self._check(self._inbox)
        how, value = self._inbox.get()
        if how == "closed":
            self._inbox.put((how, value))
            raise EOFError
        return value

    recv_bytes = recv

    def poll(self, timeout=0.0):
        self._check(self._inbox)
        with self._inbox.not_empty:
            if not self._inbox.queue and (timeout is None or timeout > 0):
                self._inbox.not_empty.wait(timeout)
            return bool(self._inbox.queue)

    def close(self):
        if not self.closed and self._outbox is not None:
            self._outbox.put(("closed", None))
        self.closed = True

    def __enter__(self):
        return self

    def __exit__(self, *exc_info):
        self.close()


def Pipe(duplex=True):
    part = threading._part
    there, back = part(_queue.Queue), part(_queue.Queue) if duplex else None
    if duplex:
        return _Connection(back, there), _Connection(there, back)
    return _Connection(there, None), _Connection(None, there)


class _Synchronized(_Shared):
    def __init__(self, lock):
        self._lock = RLock() if lock in (True, None) else lock
        if lock:
            self.acquire, self.release = self._lock.acquire, self._lock.release

    def get_lock(self):
        return self._lock

    def get_obj(self):
        return self

    def __enter__(self):
        return self._lock.__enter__()

    def __exit__(self, *exc_info):
        return self._lock.__exit__(*exc_info)


def _converter(typecode):
    if typecode in ("f", "d"):
        return float
    return int if isinstance(typecode, str) and typecode in "bBhHiIlLqQ" else lambda value: value


class _Value(_Synchronized):
    def __init__(self, typecode, value, lock):
        super().__init__(lock)
        self._take = _converter(typecode)
        self._value = self._take(value)

    @property
    def value(self):
        return self._value

    @value.setter
    def value(self, value):
        self._value = self._take(value)

    def __repr__(self):
        return f"<Synchronized wrapper for {self._value!r}>"


class _Array(_Synchronized):
    def __init__(self, typecode, size_or_initializer, lock):
        super().__init__(lock)
        self._take = _converter(typecode)
        given = [0] * size_or_initializer if isinstance(size_or_initializer, int) else size_or_initializer
        self._items = list(map(self._take, given))

    def __len__(self):
        return len(self._items)

    def __getitem__(self, index):
        return self._items[index]

    def __setitem__(self, index, value):
        self._items[index] = list(map(self._take, value)) if isinstance(index, slice) else self._take(value)

    def __iter__(self):
        return iter(self._items)


def Value(typecode_or_type, *args, lock=True):
    return _Value(typecode_or_type, *(args or (0,)), lock)


def Array(typecode_or_type, size_or_initializer, *, lock=True):
    return _Array(typecode_or_type, size_or_initializer, lock)


RawValue, RawArray = Value, Array


class _SharedList(list, _Shared):
    def __deepcopy__(self, memo):
        return self


class _SharedDict(dict, _Shared):
    def __deepcopy__(self, memo):
        return self


class Namespace(_Shared):
    def __init__(self, /, **names):
        self.__dict__.update(names)

    def __repr__(self):
        shown = ", ".join(f"{name}={value!r}" for name, value in self.__dict__.items())
        return f"<NamespaceProxy object, typeid 'Namespace' at 0x{id(self):x}>" if not shown else f"Namespace({shown})"


class _Manager:
    dict, list, Namespace = _SharedDict, _SharedList, Namespace
    Queue, JoinableQueue = JoinableQueue, JoinableQueue
    Lock, RLock, Event, Condition = map(staticmethod, (Lock, RLock, Event, Condition))
    Semaphore, BoundedSemaphore, Barrier = map(staticmethod, (Semaphore, BoundedSemaphore, Barrier))
    Value, Array = staticmethod(Value), staticmethod(Array)

    def start(self, initializer=None, initargs=()):
        pass

    def shutdown(self):
        pass

    def Pool(self, *args, **kwargs):
        return Pool(*args, **kwargs)

    def __enter__(self):
        return self

    def __exit__(self, *exc_info):
        self.shutdown()


def Manager():
    return _Manager()


def Pool(processes=None, initializer=None, initargs=(), maxtasksperchild=None):
    from multiprocessing.pool import Pool
    return Pool(processes, initializer, initargs)
