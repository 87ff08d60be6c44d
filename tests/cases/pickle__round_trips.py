"""Objects as bytes and back, in the protocols 3 to 5: CPython's bytes, and its errors."""
import pickle, copyreg, io, collections, datetime, decimal, fractions, enum, dataclasses, functools, uuid, pathlib, operator


class P:
    def __init__(self, a, b):
        self.a = a
        self.b = b

    def __repr__(self):
        return f'P({self.a!r},{self.b!r})'

    def __eq__(self, o):
        return self.__dict__ == o.__dict__


class S:
    __slots__ = ('x', 'y')

    def __init__(self):
        self.x = 1


class G:
    def __init__(self):
        self.v = 1
        self.lock = object

    def __getstate__(self):
        print('getstate')
        return {'v': self.v}

    def __setstate__(self, s):
        print('setstate', s)
        self.__dict__.update(s)


class R:
    def __reduce__(self):
        return (R, ())


class E(enum.Enum):
    A = 1
    B = 'b'


@dataclasses.dataclass
class D:
    x: int
    y: list = dataclasses.field(default_factory=list)


NT = collections.namedtuple('NT', 'a b')


class L(list):
    pass


class DD(dict):
    pass


class MyE(Exception):
    def __init__(self, a):
        super().__init__(a)
        self.a = a


def func(x):
    return x


rec = [1]
rec.append(rec)
vals = [
    None, True, False, 0, 1, 255, 256, 65535, 65536, -1, -2 ** 31, 2 ** 31, 2 ** 63, -2 ** 100, 10 ** 50, 1.5,
    float('inf'), -0.0, 1 + 2j, '', 'abc', 'é汉', 'x' * 300, b'', b'ab', b'q' * 300, bytearray(b'z'), (), (1,),
    (1, 2), (1, 2, 3), (1, 2, 3, 4), [], [1], [1, 2, 3], {}, {'a': 1}, {'a': 1, 'b': [1, 2]}, {1}, set(),
    frozenset([1]), range(5), slice(1, 2), int, len, func, P, P(1, [2]), E.A, E.B, D(1, [2]), NT(1, 2),
    collections.OrderedDict(a=1), collections.deque([1, 2], maxlen=3), collections.deque([1]),
    collections.Counter('aab'), collections.defaultdict(list, {'a': [1]}), L([1, 2]), DD(a=1), ...,
    NotImplemented, type(None), ['a', 'a', 'b'], [(1, 2), (1, 2)], {'k': ('k', 'k')}, ValueError('x'), MyE(5),
    operator.add, [P(1, 2)] * 2, [1.5] * 3, list(range(1001)), {i: i for i in range(3)},
]
for proto in (3, 4, 5):
    for v in vals:
        try:
            d = pickle.dumps(v, proto)
            print(proto, repr(v)[:40], d if len(d) < 200 else (len(d), d[:30], d[-30:]))
            w = pickle.loads(d)
            print('  ', repr(w)[:60], type(w) == type(v))
        except Exception as e:
            print(proto, repr(v)[:40], type(e).__name__, e)
for v in [
    datetime.timedelta(1, 2), datetime.timezone.utc, decimal.Decimal('1.5'), fractions.Fraction(1, 3),
    functools.partial(func, 1), uuid.UUID(int=5), pathlib.PurePosixPath('a/b'),
]:
    w = pickle.loads(pickle.dumps(v))
    print(repr(w)[:80] if not isinstance(v, functools.partial) else w.args, type(w).__name__)
s = S()
w = pickle.loads(pickle.dumps(s))
print(w.x, hasattr(w, 'y'))
g = pickle.loads(pickle.dumps(G()))
print(g.v, hasattr(g, 'lock'))
print(type(pickle.loads(pickle.dumps(R()))).__name__)
r = pickle.loads(pickle.dumps(rec))
print(r[1] is r)
p = P(1, 2)
p.b = p
q = pickle.loads(pickle.dumps(p))
print(q.b is q)


def loc():
    class X:
        pass
    return (X, lambda: 0)


X, lam = loc()
for v in [X(), lam, (i for i in []), lambda: 1, open, P.__init__, p.__repr__]:
    try:
        print(type(pickle.loads(pickle.dumps(v))))
    except Exception as e:
        print(type(e).__name__, str(e).split(' at 0x')[0])
for d in [b'', b'\x80', b'zz', b'\x80\x04.', b'\x80\x04K', b'\x80\tN.', 'abc']:
    try:
        print(pickle.loads(d))
    except Exception as e:
        print(type(e).__name__, e)
f = io.BytesIO()
pickle.dump([1], f)
pickle.dump({'a': 2}, f)
f.seek(0)
print(pickle.load(f), pickle.load(f))
try:
    pickle.load(f)
except EOFError as e:
    print('EOF', e)
with open('/tmp/x.pkl', 'wb') as f:
    pickle.dump({'k': [1, 2, 3]}, f)
with open('/tmp/x.pkl', 'rb') as f:
    print(pickle.load(f))
print(pickle.HIGHEST_PROTOCOL, pickle.DEFAULT_PROTOCOL)


class PP(pickle.Pickler):
    def persistent_id(self, o):
        return 'pid' if isinstance(o, S) else None


class UU(pickle.Unpickler):
    def persistent_load(self, pid):
        return ('loaded', pid)

    def find_class(self, m, n):
        if m == 'builtins':
            raise pickle.UnpicklingError('no')
        return super().find_class(m, n)


b = io.BytesIO()
PP(b).dump([S(), 1])
b.seek(0)
print(UU(b).load())
try:
    UU(io.BytesIO(pickle.dumps(len))).load()
except pickle.UnpicklingError as e:
    print(e)
