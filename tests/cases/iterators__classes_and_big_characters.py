"""Classes of iterators, integers that are no characters, plain objects, unions of dicts."""


def t(*fs):
    for f in fs:
        try:
            print(repr(f()).split(' at 0x')[0])
        except Exception as e:
            print(type(e).__name__, e)


t(
    lambda: True in b'\x01',
    lambda: chr(2 ** 31),
    lambda: chr(-2 ** 40),
    lambda: chr(2 ** 70),
    lambda: format(2 ** 70, 'c'),
    lambda: '%c' % 2 ** 70,
    lambda: iter(b''),
    lambda: iter(bytearray()),
    lambda: reversed({}),
    lambda: reversed({}.items()),
    lambda: reversed({}.values()),
    lambda: object(1),
    lambda: setattr(object(), 'x', 1),
    lambda: setattr(type('X', (), {})(), 'x', 1),
    lambda: list(iter(b'ab')),
    lambda: list(reversed({1: 2}.items())),
)
from collections import defaultdict
t(lambda: defaultdict(int, a=1) | {'b': 2}, lambda: {'b': 2} | defaultdict(int, a=1))
