# There are no files to wait for: a selector has nobody to tell of, and lets its time pass.
import time as _time
from collections import namedtuple

__all__ = ["BaseSelector", "DefaultSelector", "EVENT_READ", "EVENT_WRITE", "EpollSelector", "PollSelector",
           "SelectSelector", "SelectorKey"]
EVENT_READ, EVENT_WRITE = 1, 2
SelectorKey = namedtuple("SelectorKey", ["fileobj", "fd", "events", "data"])


class BaseSelector:
    def register(self, fileobj, events, data=None):
        raise NotImplementedError("a page has no sockets; pass data between tasks with asyncio.Queue")

    def modify(self, fileobj, events, data=None):
        return self.unregister(fileobj)

    def unregister(self, fileobj):
        raise KeyError(f"{fileobj!r} is not registered")

    get_key = unregister

    def get_map(self):
        return {}

    def select(self, timeout=None):
        if timeout is None:
            raise NotImplementedError("a selector that has nothing to wait for would wait for ever")
        _time.sleep(max(timeout, 0))
        return []

    def close(self):
        pass

    def __enter__(self):
        return self

    def __exit__(self, *args):
        self.close()


class SelectSelector(BaseSelector):
    pass


class PollSelector(BaseSelector):
    pass


class EpollSelector(BaseSelector):
    def fileno(self):
        return 3


DefaultSelector = EpollSelector
