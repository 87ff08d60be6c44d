import array
import struct

print(struct.pack(">IHB", 1, 2, 3), struct.calcsize(">IHB"), struct.calcsize("IHB"), struct.calcsize("@bq"))
print(struct.unpack("<hhl", b"\x01\x00\xff\xff\x04\x00\x00\x00"))
print(struct.pack("!4s2x?c", b"ab", True, b"z"), struct.unpack("4s", b"wxyz"))
print(struct.pack("<d", 3.14), struct.pack(">f", -2.5), struct.pack("<e", 1.5))
print(struct.unpack("<d", struct.pack("<d", -0.1)), struct.unpack("<f", struct.pack("<f", 0.1)))
print(struct.unpack("<3e", struct.pack("<3e", 65504.0, 5.96e-8, float("inf"))))
print(struct.pack("5p", b"hello!"), struct.unpack("5p", b"\x02hi  "))
print(struct.pack("3i", 1, -2, 3), struct.pack("<q", -1), struct.pack("<Q", 2**64 - 1))
s = struct.Struct("<ih")
print(s.size, s.format, s.pack(1, 2), s)
buffer = bytearray(10)
s.pack_into(buffer, 2, 7, 8)
print(buffer, s.unpack_from(buffer, 2), list(struct.iter_unpack("<H", b"\x01\x00\x02\x00")))
for call in (lambda: struct.pack("B", 256), lambda: struct.pack("i"), lambda: struct.unpack("i", b"12"),
             lambda: struct.pack("z", 1), lambda: struct.pack("i", "x"), lambda: struct.pack("s", "text"),
             lambda: struct.pack("<h", 40000), lambda: struct.pack("f", "x"), lambda: struct.pack("c", b"ab"),
             lambda: struct.unpack_from("i", b"12"), lambda: struct.pack("3")):
    try:
        call()
    except struct.error as error:
        print("error:", error)
a = array.array("i", [1, 2, 3])
a.append(4)
a.extend([5, 6])
print(a, len(a), a[0], a[-1], a[1:3], sum(a), 3 in a, a.index(3), a.count(1), a.itemsize, a.typecode)
a[0] = 10
a.insert(1, 11)
print(a.pop(), a.tolist(), list(reversed(a)), a == array.array("i", [10, 11, 2, 3, 4, 5]))
print(a.tobytes()[:8], array.array("d", [1.5, 2]), array.array("u", "abc"), array.array("b"), a * 2 + a[:1])
b = array.array("H")
b.frombytes(b"\x01\x00\x02\x00")
b.byteswap()
print(b, array.array("f", [0.1])[0])
for call in (lambda: array.array("B", [300]), lambda: array.array("i", ["x"]), lambda: array.array("z"),
             lambda: a[99], lambda: a.remove(99), lambda: array.array("i").pop(), lambda: a + [1]):
    try:
        call()
    except Exception as error:
        print(type(error).__name__, error)
