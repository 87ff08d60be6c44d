from _thread import _changed, _new_resource, _park, _passed, _unpark, get_ident, lock as _lock
from collections import deque
from heapq import heappop, heappush
from threading import Condition, _Line, _part
from time import monotonic as _now

__all__ = ["Empty", "Full", "Queue", "PriorityQueue", "LifoQueue", "SimpleQueue"]


class Empty(Exception):
    pass


class Full(Exception):
    pass


Empty.__module__ = "_queue"


class Queue:
    _told = None

    def __init__(self, maxsize=0):
        self._set_up(maxsize)
        cls = type(self)
        kind = _kinds.get((cls._put, cls._get), "heap")
        self._told = _new_resource(kind, 0, max(maxsize, 0))

    def _set_up(self, maxsize=0):
        self.maxsize = maxsize
        self._init(maxsize)
        self.mutex = _lock()
        self.not_empty = _part(_Line, self, self.mutex)
        self.not_full = _part(_Line, self, self.mutex)
        self.all_tasks_done = _part(Condition, self.mutex)
        self.unfinished_tasks = 0

    def _tell(self):
        level = len(getattr(self, "queue", ()))
        _changed(self._told, level, len(self.not_empty._waiters) + len(self.not_full._waiters))

    def task_done(self):
        with self.all_tasks_done:
            left = self.unfinished_tasks - 1
            if left < 0:
                raise ValueError("task_done() called too many times")
            self.unfinished_tasks = left
            if left == 0:
                self.all_tasks_done.notify_all()

    def join(self):
        with self.all_tasks_done:
            while self.unfinished_tasks:
                self.all_tasks_done.wait()

    def qsize(self):
        with self.mutex:
            return self._qsize()

    def empty(self):
        with self.mutex:
            return not self._qsize()

    def full(self):
        with self.mutex:
            return 0 < self.maxsize <= self._qsize()

    def put(self, item, block=True, timeout=None):
        with self.not_full:
            if self.maxsize > 0:
                _wait(self.not_full, lambda: self._qsize() < self.maxsize, block, timeout, Full)
            self._put(item)
            self.unfinished_tasks += 1
            self.not_empty.notify()
            _passed(self._told, item, False)

    def get(self, block=True, timeout=None):
        with self.not_empty:
            _wait(self.not_empty, self._qsize, block, timeout, Empty)
            item = self._get()
            self.not_full.notify()
            _passed(self._told, item, True)
            return item

    def put_nowait(self, item):
        return self.put(item, block=False)

    def get_nowait(self):
        return self.get(block=False)

    def _init(self, maxsize):
        self.queue = deque()

    def _qsize(self):
        return len(self.queue)

    def _put(self, item):
        self.queue.append(item)

    def _get(self):
        return self.queue.popleft()

    __class_getitem__ = classmethod(type(list[int]))


def _wait(condition, predicate, block, timeout, error):
    if not block:
        if not predicate():
            raise error
    elif timeout is not None and timeout < 0:
        raise ValueError("'timeout' must be a non-negative number")
    elif not condition.wait_for(predicate, timeout):
        raise error


class PriorityQueue(Queue):
    def _init(self, maxsize):
        self.queue = []

    def _put(self, item):
        heappush(self.queue, item)

    def _get(self):
        return heappop(self.queue)


class LifoQueue(Queue):
    def _init(self, maxsize):
        self.queue = []

    def _get(self):
        return self.queue.pop()


# As what a queue is told of, by the methods that keep its items.
_kinds = {
    (Queue._put, Queue._get): "queue",
    (LifoQueue._put, LifoQueue._get): "stack",
}


class SimpleQueue:
    _told = None

    def __init__(self):
        self._set_up()
        self._told = _new_resource("queue")

    def _set_up(self):
        self._items = deque()
        self._waiting = deque()

    def _tell(self):
        _changed(self._told, len(self._items), len(self._waiting))

    def put(self, item, block=True, timeout=None):
        self._items.append(item)
        self._tell()
        _passed(self._told, item, False)
        if self._waiting:
            _unpark(self._waiting.popleft())

    def get(self, block=True, timeout=None):
        if timeout is not None and timeout < 0:
            raise ValueError("'timeout' must be a non-negative number")
        end = None if timeout is None else _now() + timeout
        me = get_ident()
        while not self._items:
            if not block or end is not None and _now() >= end:
                raise Empty
            self._waiting.append(me)
            self._tell()
            _park(None if end is None else end - _now())
            if me in self._waiting:
                self._waiting.remove(me)
                self._tell()
        item = self._items.popleft()
        self._tell()
        _passed(self._told, item, True)
        return item

    def put_nowait(self, item):
        self.put(item)

    def get_nowait(self):
        return self.get(block=False)

    def empty(self):
        return not self._items

    def qsize(self):
        return len(self._items)

    __class_getitem__ = classmethod(type(list[int]))


SimpleQueue.__module__ = "_queue"
