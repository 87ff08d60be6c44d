# Locks of simulated threads. What happens in library code is never interrupted by another thread, so that the steps
# below need no protection: a thread is left where it waits, and nowhere else.
from collections import deque

TIMEOUT_MAX = 9223372036.0
error = RuntimeError


class lock:
    # By which number observers know it: they are told of what the program makes, not of the library's own.
    _told = None

    def __init__(self):
        self._locked = False
        self._waiting = deque()

    def acquire(self, blocking=True, timeout=-1):
        if not blocking and timeout != -1:
            raise ValueError("can't specify a timeout for a non-blocking call")
        if timeout < 0 and timeout != -1:
            raise ValueError("timeout value must be positive")
        if timeout > TIMEOUT_MAX:
            raise OverflowError("timeout value is too large")
        if not self._locked:
            self._locked = True
            _changed(self._told, True, len(self._waiting))
            return True
        if not blocking or timeout == 0:
            return False
        return self._wait(None if timeout == -1 else timeout)

    def _wait(self, timeout):
        end = None if timeout is None else _now() + timeout
        me = get_ident()
        self._waiting.append(me)
        _changed(self._told, True, len(self._waiting))
        taken = False
        try:
            # Whoever asks first when it is released gets it, though another was woken for it.
            while self._locked:
                if end is not None and _now() >= end:
                    return False
                _park(None if end is None else end - _now())
            taken = self._locked = True
            return True
        finally:
            self._waiting.remove(me)
            _changed(self._told, self._locked, len(self._waiting), taken)

    def release(self):
        if not self._locked:
            raise RuntimeError("release unlocked lock")
        self._locked = False
        _changed(self._told, False, len(self._waiting))
        for waiting in self._waiting:
            if _unpark(waiting):
                break

    def locked(self):
        return self._locked

    def __enter__(self):
        return self.acquire()

    def __exit__(self, *exc_info):
        self.release()

    acquire_lock, release_lock, locked_lock = acquire, release, locked

    def __repr__(self):
        state = "locked" if self._locked else "unlocked"
        return f"<{state} {type(self).__module__}.{type(self).__qualname__} object at {id(self):#x}>"


class RLock:
    def __init__(self):
        self._block = lock()
        self._owner = 0
        self._count = 0

    def acquire(self, blocking=True, timeout=-1):
        me = get_ident()
        if self._owner == me:
            self._count += 1
            return True
        if not self._block.acquire(blocking, timeout):
            return False
        self._owner, self._count = me, 1
        return True

    def release(self):
        if self._owner != get_ident():
            raise RuntimeError("cannot release un-acquired lock")
        self._count -= 1
        if not self._count:
            self._owner = 0
            self._block.release()

    def __enter__(self):
        return self.acquire()

    def __exit__(self, *exc_info):
        self.release()

    def _is_owned(self):
        return self._owner == get_ident()

    def _release_save(self):
        saved = self._count, self._owner
        self._owner = self._count = 0
        self._block.release()
        return saved

    def _acquire_restore(self, saved):
        self._block.acquire()
        self._count, self._owner = saved

    def __repr__(self):
        state = "locked" if self._block.locked() else "unlocked"
        return (f"<{state} {type(self).__module__}.{type(self).__qualname__} object owner={self._owner} "
                f"count={self._count} at {id(self):#x}>")


LockType = lock


def allocate_lock():
    made = lock()
    made._told = _new_resource("lock")
    return made


def _allocate_rlock():
    made = RLock()
    made._block._told = _new_resource("lock")
    return made


allocate = allocate_lock


def get_native_id():
    return 4242 + get_ident() % 100000


def exit():
    raise SystemExit


def interrupt_main(signum=2):
    raise NotImplementedError("interrupt_main is not available here: set an event that the main thread looks at")


def stack_size(size=0):
    return 0


start_new = start_new_thread
exit_thread = exit
from time import monotonic as _now
