"""Views of bytes: slices, casts, assignments, and who takes them for bytes."""
import struct, hashlib
m = memoryview(bytearray(b'hello'))
m[0] = 72
print(m.tobytes(), len(m), m.nbytes, m.itemsize, m.format, m.readonly, m[1:3].tobytes(), list(m), m == b'Hello', m.tolist(), m.hex(), m[-1], m.shape, m.ndim, m.obj, m.strides)
m[1:3] = b'EL'
print(m.obj)
for f in (lambda: memoryview('a'), lambda: m[9], lambda: m['a'], lambda: m.__setitem__(0, 'a'), lambda: m.__setitem__(0, 300), lambda: m.__setitem__(slice(0, 2), b'abc'), lambda: memoryview(b'a').__setitem__(0, 1), lambda: hash(m), lambda: hash(memoryview(b'a')) == hash(b'a'), lambda: m.cast('I'), lambda: m.cast('zz'), lambda: memoryview(b'12345678').cast('I').tolist(), lambda: memoryview(b'12345678').cast('h')[1:3].tolist(), lambda: memoryview(struct.pack('dd', 1.5, 2)).cast('d').tolist(), lambda: bytes(m[::2]), lambda: m[::-1].tobytes(), lambda: m[::2].contiguous, lambda: struct.unpack('>H', memoryview(b'\x01\x02')), lambda: b''.join([memoryview(b'a'), bytearray(b'b')]), lambda: hashlib.md5(memoryview(b'abc')).hexdigest(), lambda: b'ab' in b'cabc', lambda: m.toreadonly().readonly, lambda: str(m, 'utf8'), lambda: bytearray(m), lambda: int.from_bytes(m, 'big'), lambda: m == m[:], lambda: m != b'x', lambda: m == 'a', lambda: 72 in m, lambda: sum(m), lambda: sorted(m), lambda: list(reversed(m)), lambda: bytes(memoryview(m)), lambda: isinstance(m, memoryview), lambda: [*m[:2]], lambda: b'HEL'.startswith(b'H'), lambda: m.cast('b').tolist(), lambda: memoryview(b'a').cast('c')[0]):
    try:
        print(f())
    except Exception as e:
        print(type(e).__name__, e)
with memoryview(b'xyz') as v:
    print(v[::-1].tobytes(), bytes(v), v.contiguous)
try:
    v[0]
except ValueError as e:
    print(e)
print(repr(m)[:11])
buf = bytearray(10)
view = memoryview(buf)
struct.pack_into('>I', buf, 2, 7)
print(view[2:6].tolist())
n = 0
data = memoryview(b'some long data')
while data:
    print(bytes(data[:4]))
    data = data[4:]
