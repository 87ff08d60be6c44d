"""What is heard of an object's end: its `__del__` first, then weak references' callbacks, the latest first."""
import gc
import weakref


class Node:
    def __init__(self, name):
        self.name = name

    def __del__(self):
        print("del", self.name)


node = Node("a")
first = weakref.ref(node, lambda reference: print("first", reference() is None))
second = weakref.ref(node, lambda reference: print("second", reference() is None))
finalizer = weakref.finalize(node, print, "finalized", "a", sep=": ")
print(finalizer.alive)
del node
gc.collect()
print(finalizer.alive, first(), second())
