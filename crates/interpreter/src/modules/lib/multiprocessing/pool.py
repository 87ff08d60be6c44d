import multiprocessing
import os
import threading
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor, as_completed, wait
from itertools import count as _count

__all__ = ["Pool", "ThreadPool", "AsyncResult"]


class AsyncResult:
    def __init__(self, futures, single, callback=None, error_callback=None):
        self._futures, self._single = futures, single
        self._callbacks = callback, error_callback
        self._left = len(futures)
        for future in futures:
            future.add_done_callback(self._done)
        if not futures and callback:
            callback([])

    def _done(self, future):
        self._left -= 1
        if self._left:
            return
        callback, error_callback = self._callbacks
        problem = self._problem()
        if problem is None and callback:
            callback(self._values())
        elif problem is not None and error_callback:
            error_callback(problem)

    def _problem(self):
        return next((f.exception() for f in self._futures if f.exception() is not None), None)

    def _values(self):
        values = [future.result() for future in self._futures]
        return values[0] if self._single else values

    def ready(self):
        return all(future.done() for future in self._futures)

    def successful(self):
        if not self.ready():
            raise ValueError(f"{self!r} not ready")
        return self._problem() is None

    def wait(self, timeout=None):
        wait(self._futures, timeout)

    def get(self, timeout=None):
        self.wait(timeout)
        if not self.ready():
            raise multiprocessing.TimeoutError
        return self._values()


MapResult = ApplyResult = AsyncResult


class _Worker(multiprocessing._Counted):
    daemon = True
    exitcode = None

    def __init__(self, number):
        super().__init__()
        self.name = f"ForkPoolWorker-{number}"
        self._identity = (number,)
        self.pid = self.ident = os.getpid() + next(multiprocessing._numbers)
        self._parent = multiprocessing._main_process


class Pool:
    _executor_class = ProcessPoolExecutor
    _sent = staticmethod(multiprocessing._sent)

    def __init__(self, processes=None, initializer=None, initargs=(), maxtasksperchild=None, context=None):
        if processes is not None and processes < 1:
            raise ValueError("Number of processes must be at least 1")
        if initializer is not None and not callable(initializer):
            raise TypeError("initializer must be a callable")
        self._processes = processes or os.cpu_count() or 1
        self._given = initializer, initargs
        self._state = "RUN"
        self._executor = self._executor_class(self._processes, initializer=self._begin)

    def _begin(self):
        threading.current_thread()._process = _Worker(next(multiprocessing._main_process._made))
        initializer, initargs = self._given
        if initializer:
            initializer(*initargs)

    def _submit(self, func, *args, **kwargs):
        if self._state != "RUN":
            raise ValueError("Pool not running")
        return self._executor.submit(func, *self._sent(args), **self._sent(kwargs))

    def apply(self, func, args=(), kwds={}):
        return self._submit(func, *args, **kwds).result()

    def apply_async(self, func, args=(), kwds={}, callback=None, error_callback=None):
        return AsyncResult([self._submit(func, *args, **kwds)], True, callback, error_callback)

    def map(self, func, iterable, chunksize=None):
        return self.map_async(func, iterable).get()

    def map_async(self, func, iterable, chunksize=None, callback=None, error_callback=None):
        return AsyncResult([self._submit(func, item) for item in iterable], False, callback, error_callback)

    def starmap(self, func, iterable, chunksize=None):
        return self.starmap_async(func, iterable).get()

    def starmap_async(self, func, iterable, chunksize=None, callback=None, error_callback=None):
        return AsyncResult([self._submit(func, *items) for items in iterable], False, callback, error_callback)

    def imap(self, func, iterable, chunksize=1):
        futures = [self._submit(func, item) for item in iterable]
        return (future.result() for future in futures)

    def imap_unordered(self, func, iterable, chunksize=1):
        futures = [self._submit(func, item) for item in iterable]
        return (future.result() for future in as_completed(futures))

    def close(self):
        if self._state == "RUN":
            self._state = "CLOSE"

    def terminate(self):
        self._state = "TERMINATE"
        self._executor.shutdown(wait=False, cancel_futures=True)

    def join(self):
        if self._state == "RUN":
            raise ValueError("Pool is still running")
        self._executor.shutdown()

    def __enter__(self):
        if self._state != "RUN":
            raise ValueError("Pool not running")
        return self

    def __exit__(self, *exc_info):
        self.terminate()

    def __repr__(self):
        kind = type(self)
        return f"<{kind.__module__}.{kind.__qualname__} state={self._state} pool_size={self._processes}>"


class ThreadPool(Pool):
    _executor_class = ThreadPoolExecutor
    _sent = staticmethod(lambda value: value)

    def __init__(self, processes=None, initializer=None, initargs=()):
        super().__init__(processes, initializer, initargs)

    def _begin(self):
        initializer, initargs = self._given
        if initializer:
            initializer(*initargs)
