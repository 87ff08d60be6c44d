import gc
import weakref


class Thing:
    def __init__(self, name):
        self.name = name

    def hello(self):
        return f"hello {self.name}"

    def __repr__(self):
        return f"Thing({self.name})"


thing = Thing("a")
r = weakref.ref(thing, lambda ref: print("callback", ref() is None))
print(r() is thing, r().name, r == weakref.ref(thing), hash(r) == hash(thing))
del thing
print(r())

thing = Thing("b")
r = weakref.ref(thing)
thing = None
print(r() is None, repr(r).endswith("dead>"))

values = weakref.WeakValueDictionary()
one, two = Thing("one"), Thing("two")
values["one"], values["two"] = one, two
print(sorted(values), values["one"], values.get("three"), "two" in values, len(values))
del one
print(sorted(values), len(values), list(values.items()))
try:
    values["one"]
except KeyError as error:
    print("KeyError", error)

keys = weakref.WeakKeyDictionary()
key = Thing("key")
keys[key] = "value"
print(keys[key], len(keys), key in keys)
del key
print(len(keys), list(keys))

group = weakref.WeakSet()
a, b = Thing("a"), Thing("b")
group.add(a)
group.add(b)
print(len(group), a in group, sorted(t.name for t in group))
del a
print(len(group), [t.name for t in group], group | {b} == weakref.WeakSet([b]))
group.discard(b)
print(len(group))


def scope():
    local = Thing("local")
    return weakref.ref(local)


print(scope()())

t = Thing("method")
method = weakref.WeakMethod(t.hello)
print(method()())
del t
print(method())

t = Thing("proxied")
p = weakref.proxy(t)
print(p.name, p.hello())
p.name = "changed"
print(t.name)
del t
try:
    p.name
except ReferenceError as error:
    print(error)

t = Thing("final")
f = weakref.finalize(t, print, "finalized", "with", sep="-")
print(f.alive, f.peek()[1:])
del t
print(f.alive, f())
kept = Thing("kept")
weakref.finalize(kept, print, "at exit")


class Node:
    def __init__(self):
        self.parent = None


n = Node()
n.parent = n
rn = weakref.ref(n)
del n
gc.collect()
print(rn())


class Observer:
    def notify(self, event):
        print("notified", event)


class Subject:
    def __init__(self):
        self._observers = weakref.WeakSet()

    def attach(self, o):
        self._observers.add(o)

    def fire(self, event):
        for o in self._observers:
            o.notify(event)


s = Subject()
o = Observer()
s.attach(o)
s.fire(1)
o = None
s.fire(2)
for bad in (5, "x", (1,), [1]):
    try:
        weakref.ref(bad)
    except TypeError as error:
        print(error)
cache = {"k": Thing("cached")}
rc = weakref.ref(cache["k"])
cache.pop("k")
print(rc())
