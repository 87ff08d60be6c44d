"""Properties of classes, properties that cannot be read, hashes of one's own sets."""
from collections.abc import Set, Mapping


def t(*fs):
    for f in fs:
        try:
            print(repr(f()).split(' at 0x')[0])
        except Exception as e:
            print(type(e).__name__, e)


class C:
    count = 3

    @classmethod
    @property
    def prop(cls):
        return (cls.__name__, cls.count)
    nog = property(None, lambda self, v: print('set', v))


class D(C):
    count = 4


class S(Set):
    def __init__(self, it):
        self.items = list(it)

    def __contains__(self, x):
        return x in self.items

    def __iter__(self):
        return iter(self.items)

    def __len__(self):
        return len(self.items)
    __hash__ = Set._hash


class M(Mapping):
    def __getitem__(self, k):
        return k

    def __iter__(self):
        return iter('ab')

    def __len__(self):
        return 2


c = C()
t(
    lambda: C.prop,
    lambda: c.prop,
    lambda: D.prop,
    lambda: D().prop,
    lambda: c.nog,
    lambda: setattr(c, 'nog', 1),
    lambda: D().nog,
    lambda: hash(S([1, 2])) == hash(frozenset([2, 1])),
    lambda: {S([1]): 5}[S([1])],
    lambda: reversed(M()),
    lambda: dict(M()),
    lambda: M() == {'a': 'a', 'b': 'b'},
)
