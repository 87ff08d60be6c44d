"""A `WeakSet` of listeners, changed as sets are."""
import weakref


class Listener:
    def __init__(self, name):
        self.name = name


def names(listeners):
    return sorted(listener.name for listener in listeners)


a, b, c = map(Listener, "abc")
listeners = weakref.WeakSet([a, b])
listeners.update([c])
print(names(listeners))
listeners.difference_update([b])
print(names(listeners))
listeners.symmetric_difference_update([a, b])
print(names(listeners))
listeners.intersection_update([b, a])
print(names(listeners), len(listeners), b in listeners)
listeners |= {a}
listeners -= {b}
print(names(listeners))
