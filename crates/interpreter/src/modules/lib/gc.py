DEBUG_STATS, DEBUG_COLLECTABLE, DEBUG_UNCOLLECTABLE, DEBUG_SAVEALL, DEBUG_LEAK = 1, 2, 4, 32, 38
garbage, callbacks = [], []
_state = [True, (700, 10, 10)]


def collect(generation=2):
    _collect()
    return 0


def enable():
    _state[0] = True


def disable():
    _state[0] = False


def isenabled():
    return _state[0]


def get_threshold():
    return _state[1]


def set_threshold(*thresholds):
    _state[1] = thresholds + _state[1][len(thresholds):]


def get_count():
    return (0, 0, 0)


def get_stats():
    return [{"collections": 0, "collected": 0, "uncollectable": 0} for _ in range(3)]


def get_objects(generation=None):
    return []


def get_referrers(*objs):
    return []


get_referents = get_referrers


def is_tracked(obj):
    return not isinstance(obj, (int, float, str, bytes, bool, type(None)))


def freeze():
    pass


unfreeze = freeze


def set_debug(flags):
    pass


def get_debug():
    return 0
