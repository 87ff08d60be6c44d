import os
import threading
from _thread import _new_pool, _pool_changed, _serves
from collections import namedtuple
from itertools import count as _count
from queue import Empty, SimpleQueue
from time import monotonic as _now

FIRST_COMPLETED = "FIRST_COMPLETED"
FIRST_EXCEPTION = "FIRST_EXCEPTION"
ALL_COMPLETED = "ALL_COMPLETED"

__all__ = ("FIRST_COMPLETED", "FIRST_EXCEPTION", "ALL_COMPLETED", "CancelledError", "TimeoutError",
           "BrokenExecutor", "Future", "Executor", "wait", "as_completed", "ProcessPoolExecutor", "ThreadPoolExecutor")

# The states of a future.
_PENDING, _RUNNING, _CANCELLED, _NOTIFIED, _FINISHED = (
    "PENDING", "RUNNING", "CANCELLED", "CANCELLED_AND_NOTIFIED", "FINISHED")
_DONE = (_CANCELLED, _NOTIFIED, _FINISHED)
_SHOWN = {_PENDING: "pending", _RUNNING: "running", _CANCELLED: "cancelled", _NOTIFIED: "cancelled",
          _FINISHED: "finished"}


class Error(Exception):
    pass


class CancelledError(Error):
    pass


class InvalidStateError(Error):
    pass


class BrokenExecutor(RuntimeError):
    pass


class BrokenThreadPool(BrokenExecutor):
    pass


class BrokenProcessPool(BrokenExecutor):
    pass


TimeoutError = TimeoutError


def _log(message):
    import logging
    logging.getLogger("concurrent.futures").exception(message)


class Future:
    def __init__(self):
        self._condition = threading._part(threading.Condition)
        self._state = _PENDING
        self._result = None
        self._exception = None
        self._done_callbacks = []

    def __repr__(self):
        text = f"<{type(self).__name__} at {id(self):#x} state={_SHOWN[self._state]}"
        if self._state != _FINISHED:
            return text + ">"
        if self._exception:
            return f"{text} raised {type(self._exception).__name__}>"
        return f"{text} returned {type(self._result).__name__}>"

    def cancel(self):
        with self._condition:
            if self._state in (_RUNNING, _FINISHED):
                return False
            if self._state in (_CANCELLED, _NOTIFIED):
                return True
            self._state = _CANCELLED
            self._condition.notify_all()
        self._invoke_callbacks()
        return True

    def cancelled(self):
        return self._state in (_CANCELLED, _NOTIFIED)

    def running(self):
        return self._state == _RUNNING

    def done(self):
        return self._state in _DONE

    def add_done_callback(self, fn):
        if not self.done():
            self._done_callbacks.append(fn)
        else:
            self._call_back(fn)

    def _call_back(self, callback):
        try:
            callback(self)
        except Exception:
            _log(f"exception calling callback for {self!r}")

    def _invoke_callbacks(self):
        for callback in self._done_callbacks:
            self._call_back(callback)

    def _outcome(self, timeout, take):
        with self._condition:
            if not self.done():
                self._condition.wait(timeout)
            if self.cancelled():
                raise CancelledError()
            if self._state != _FINISHED:
                raise TimeoutError()
            return take()

    def result(self, timeout=None):
        try:
            return self._outcome(timeout, self._take_result)
        finally:
            self = None

    def _take_result(self):
        if self._exception:
            try:
                raise self._exception
            finally:
                self = None
        return self._result

    def exception(self, timeout=None):
        return self._outcome(timeout, lambda: self._exception)

    def set_running_or_notify_cancel(self):
        with self._condition:
            if self._state == _CANCELLED:
                self._state = _NOTIFIED
                return False
            if self._state == _PENDING:
                self._state = _RUNNING
                return True
            raise RuntimeError("Future in unexpected state")

    def set_result(self, result):
        self._finish(result, None)

    def set_exception(self, exception):
        self._finish(None, exception)

    def _finish(self, result, exception):
        with self._condition:
            if self.done():
                raise InvalidStateError(f"{self._state}: {self!r}")
            self._result, self._exception = result, exception
            self._state = _FINISHED
            self._condition.notify_all()
        self._invoke_callbacks()

    __class_getitem__ = classmethod(type(list[int]))


DoneAndNotDoneFutures = namedtuple("DoneAndNotDoneFutures", "done not_done")


def _failed(future):
    return not future.cancelled() and future.done() and future._exception is not None


def wait(fs, timeout=None, return_when=ALL_COMPLETED):
    if return_when not in (FIRST_COMPLETED, FIRST_EXCEPTION, ALL_COMPLETED):
        raise ValueError(f"Invalid return condition: {return_when!r}")
    fs = dict.fromkeys(fs)

    def enough():
        if return_when == FIRST_COMPLETED and any(future.done() for future in fs):
            return True
        if return_when == FIRST_EXCEPTION and any(map(_failed, fs)):
            return True
        return all(future.done() for future in fs)

    if not enough():
        woken = threading._part(threading.Event)

        def look(future):
            if enough():
                woken.set()

        for future in fs:
            if not future.done():
                future.add_done_callback(look)
        woken.wait(timeout)
        for future in fs:
            if look in future._done_callbacks and not future.done():
                future._done_callbacks.remove(look)
    done = {future for future in fs if future.done()}
    return DoneAndNotDoneFutures(done, set(fs) - done)


def as_completed(fs, timeout=None):
    end = None if timeout is None else _now() + timeout
    fs = dict.fromkeys(fs)
    total = len(fs)
    finished = threading._part(SimpleQueue)
    for future in fs:
        future.add_done_callback(finished.put)
    for seen in range(total):
        left = None if end is None else end - _now()
        try:
            future = finished.get(timeout=None if left is None else max(left, 0))
        except Empty:
            raise TimeoutError(f"{total - seen} (of {total}) futures unfinished") from None
        yield future


class Executor:
    def submit(self, fn, /, *args, **kwargs):
        raise NotImplementedError()

    def map(self, fn, *iterables, timeout=None, chunksize=1):
        end = None if timeout is None else _now() + timeout
        futures = [self.submit(fn, *args) for args in zip(*iterables)]

        def results():
            try:
                futures.reverse()
                while futures:
                    left = None if end is None else end - _now()
                    yield _result_or_cancel(futures.pop(), left)
            finally:
                for future in futures:
                    future.cancel()

        return results()

    def shutdown(self, wait=True, *, cancel_futures=False):
        pass

    def __enter__(self):
        return self

    def __exit__(self, exc_type, exc_val, exc_tb):
        self.shutdown(wait=True)
        return False


def _result_or_cancel(future, timeout):
    try:
        return future.result(timeout)
    finally:
        future.cancel()


_exiting = False
_pools = {}


def _end_pools():
    global _exiting
    _exiting = True
    for thread, work in list(_pools.items()):
        work.put(None)
    for thread in list(_pools):
        thread.join()


threading._register_atexit(_end_pools)


class _Work:
    def __init__(self, future, fn, args, kwargs):
        self.future, self.fn, self.args, self.kwargs = future, fn, args, kwargs

    def run(self):
        if not self.future.set_running_or_notify_cancel():
            return
        try:
            result = self.fn(*self.args, **self.kwargs)
        except BaseException as error:
            self.future.set_exception(error)
            self = None
        else:
            self.future.set_result(result)


def _name(fn):
    return getattr(getattr(fn, "func", fn), "__qualname__", type(fn).__name__)


class ThreadPoolExecutor(Executor):
    _counter = _count().__next__
    _worker_name = "ThreadPoolExecutor"

    def __init__(self, max_workers=None, thread_name_prefix="", initializer=None, initargs=()):
        if max_workers is None:
            max_workers = min(32, (os.cpu_count() or 1) + 4)
        if max_workers <= 0:
            raise ValueError("max_workers must be greater than 0")
        if initializer is not None and not callable(initializer):
            raise TypeError("initializer must be a callable")
        self._max_workers = max_workers
        self._work_queue = threading._part(SimpleQueue)
        self._idle = self._waiting = 0
        self._threads = []
        self._broken = False
        self._shutdown = False
        self._thread_name_prefix = thread_name_prefix or f"{self._worker_name}-{type(self)._counter()}"
        self._pool = _new_pool(self._thread_name_prefix, max_workers)
        self._initializer = initializer
        self._initargs = initargs

    def submit(self, fn, /, *args, **kwargs):
        if self._broken:
            raise BrokenThreadPool(self._broken)
        if self._shutdown:
            raise RuntimeError("cannot schedule new futures after shutdown")
        if _exiting:
            raise RuntimeError("cannot schedule new futures after interpreter shutdown")
        future = Future()
        work = _Work(future, fn, args, kwargs)
        self._work_queue.put(work)
        self._tell(work, 1)
        self._adjust_thread_count()
        return future

    def _adjust_thread_count(self):
        if self._idle > 0:
            self._idle -= 1
            return
        number = len(self._threads)
        if number < self._max_workers:
            thread = threading.Thread(name=f"{self._thread_name_prefix}_{number}", target=self._work)
            _pools[thread] = self._work_queue
            self._threads.append(thread)
            thread.start()

    def _work(self):
        _serves(self._pool)
        if self._initializer is not None:
            try:
                self._initializer(*self._initargs)
            except BaseException:
                _log("Exception in initializer:")
                self._initializer_failed()
                return
        while True:
            work = self._work_queue.get()
            if work is not None:
                self._tell(work, -1)
                work.run()
                del work
                self._idle += 1
            elif _exiting or self._shutdown:
                # The others are told, too.
                self._work_queue.put(None)
                _pools.pop(threading.current_thread(), None)
                return

    def _tell(self, work, change):
        """Work has come into the queue, or has left it: observers are told."""
        self._waiting += change
        _pool_changed(self._pool, self._waiting, self._idle, _name(work.fn), change < 0)

    def _initializer_failed(self):
        self._broken = "A thread initializer failed, the thread pool is not usable anymore"
        while not self._work_queue.empty():
            work = self._work_queue.get()
            if work is not None:
                work.future.set_exception(BrokenThreadPool(self._broken))

    def shutdown(self, wait=True, *, cancel_futures=False):
        self._shutdown = True
        while cancel_futures and not self._work_queue.empty():
            work = self._work_queue.get()
            if work is not None:
                self._tell(work, -1)
                work.future.cancel()
        self._work_queue.put(None)
        if wait:
            for thread in self._threads:
                thread.join()


class ProcessPoolExecutor(ThreadPoolExecutor):
    """Its processes are simulated threads, too."""

    _counter = _count().__next__
    _worker_name = "ProcessPoolExecutor"

    def __init__(self, max_workers=None, mp_context=None, initializer=None, initargs=(), *, max_tasks_per_child=None):
        super().__init__(max_workers, initializer=initializer, initargs=initargs)

    def map(self, fn, *iterables, timeout=None, chunksize=1):
        if chunksize < 1:
            raise ValueError("chunksize must be >= 1.")
        return super().map(fn, *iterables, timeout=timeout)


for _class in Error, CancelledError, InvalidStateError, BrokenExecutor, Future, Executor, DoneAndNotDoneFutures:
    _class.__module__ = "concurrent.futures._base"
for _class in ThreadPoolExecutor, BrokenThreadPool:
    _class.__module__ = "concurrent.futures.thread"
for _class in ProcessPoolExecutor, BrokenProcessPool:
    _class.__module__ = "concurrent.futures.process"
del _class
