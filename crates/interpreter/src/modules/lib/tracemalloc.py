import sys

_started = False
_peak = 0


def start(nframe=1):
    global _started
    _started = True


def stop():
    global _started
    _started = False


def is_tracing():
    return _started


def clear_traces():
    reset_peak()


def reset_peak():
    global _peak
    _peak = 0


def get_traced_memory():
    global _peak
    if not _started:
        return 0, 0
    used = sys._memory_used()
    _peak = max(_peak, used)
    return used, _peak


def get_tracemalloc_memory():
    return 0


def get_traceback_limit():
    return 1


def get_object_traceback(obj):
    return None


class Filter:
    def __init__(self, inclusive, filename_pattern, lineno=None, all_frames=False, domain=None):
        self.inclusive, self.filename_pattern, self.lineno = inclusive, filename_pattern, lineno


class Snapshot:
    """Which line has asked for what is not known here: there are no statistics in it."""

    traces = ()
    traceback_limit = 1

    def filter_traces(self, filters):
        return self

    def statistics(self, key_type, cumulative=False):
        return []

    def compare_to(self, old_snapshot, key_type, cumulative=False):
        return []

    def dump(self, filename):
        raise NotImplementedError("there is nothing in a snapshot here: get_traced_memory tells how much is used")


def take_snapshot():
    if not _started:
        raise RuntimeError("the tracemalloc module must be tracing memory allocations to take a snapshot")
    return Snapshot()
