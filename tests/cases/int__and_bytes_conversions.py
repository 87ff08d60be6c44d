print(int("0x1f", 16), int("0b11", 0), int("-1_000"), int(" 42 "), int(3.99), int("z", 36), int(b"12"), int(True))
for bad in ["", "1.5", "0x", "1__0", "abc", "٣"]:
    try:
        print(int(bad))
    except ValueError as e:
        print(e)
print((255).to_bytes(2, "big"), int.from_bytes(b"\x01\x00", "little"), (-2).to_bytes(2, "big", signed=True), (10).bit_length(), (7).bit_count())
print(bin(10), oct(8), hex(255), hex(-1), bin(-5), round(1234.5678, 2), round(1250, -2), round(2.5), round(-1.5), round(5))
print(divmod(-7, 3), -7 // 3, -7 % 3, 7 // -3, 7.5 // 2, -7.5 % 2, divmod(7.5, 2), pow(2, 100), pow(3, -1), pow(3, 5, 7), pow(3, -1, 7))
print(2 ** 0.5, 10 ** -2, (-8) ** (1 / 3), 0 ** 0, 1 << 70, -1 >> 3, ~5, 5 ^ 3, 5 & 3, 5 | 3, True + True, True & False, True ^ True)
print(float("1e5"), float("  inf "), float("-nan"), float("1_0.5"), float.fromhex("0x1.8p3"), (0.1).hex(), (0.5).as_integer_ratio(), (3.0).is_integer())
for op in ["1/0", "1//0", "1%0", "1.0/0", "1.0//0", "1.0%0", "0**-1", "divmod(1,0)", "10**400*1.0", "1<<-1", "int('9'*5000)"]:
    pass
for f in [lambda: 1 / 0, lambda: 1 // 0, lambda: 1 % 0, lambda: 1.0 / 0, lambda: 1.0 // 0, lambda: 1.0 % 0, lambda: 0 ** -1,
          lambda: 10 ** 400 * 1.0, lambda: 1 << -1, lambda: int("9" * 5000), lambda: 2.0 ** 5000, lambda: int(float("inf")),
          lambda: int(float("nan")), lambda: "a" + 1, lambda: 1 + "a", lambda: [] + (), lambda: {} | [], lambda: -"x",
          lambda: "x" * 1.5, lambda: None + 1, lambda: 1 < "a", lambda: [1] < [None], lambda: len(5), lambda: abs("x"),
          lambda: int([]), lambda: float("x"), lambda: complex("1+"), lambda: chr(-1), lambda: ord("ab"), lambda: (1).to_bytes(0, "big"),
          lambda: round("x"), lambda: sum(["a"]), lambda: max([]), lambda: min(1, "a"), lambda: sorted([1, "a"]), lambda: range(1, 2, 0),
          lambda: bytes([256]), lambda: bytes(-1), lambda: "%d" % "x", lambda: [][0], lambda: {}["k"], lambda: ()[1:2][0], lambda: "abc"[10],
          lambda: {}[[]], lambda: {[]: 1}, lambda: hash({}), lambda: iter(5), lambda: next([]), lambda: dict([1]),
          lambda: dict([(1, 2, 3)]), lambda: [].pop(), lambda: [].remove(1), lambda: [].index(1), lambda: {}.popitem(), lambda: set().pop(),
          lambda: "a".index("b"), lambda: "".join([1]), lambda: int("1", 99), lambda: isinstance(1, 2), lambda: issubclass(1, int),
          lambda: object() < object(), lambda: (1, 2) + [3], lambda: print(sepp=1), lambda: getattr(1, "x"), lambda: setattr(1, "x", 1),
          lambda: (lambda: 0)(1), lambda: (lambda a: 0)(), lambda: (lambda a, *, b: 0)(1), lambda: zip([1], [1, 2], strict=True).__class__(*[[1], [1, 2]], strict=True).__next__()]:
    try:
        print(f())
    except Exception as e:
        print(type(e).__name__, e)
a = b"hello"
print(a[0], a[1:3], a.hex(), bytes.fromhex("68 69"), bytearray(a), list(a)[:2], a + b"!", a * 2, a.upper(), a.replace(b"l", b"L"), b"\x00\xff\n'")
ba = bytearray(b"abc")
ba[0] = 65; ba.append(100); ba.extend(b"ef"); del ba[1]
print(ba, ba.decode(), ba.pop(), bytes(ba), b"%d-%s" % (5, b"x"), b"a,b".split(b","), a.find(b"l"), b"abc" < b"abd", 104 in a)
try:
    b"\xff".decode()
except UnicodeDecodeError as e:
    print(e, e.start, e.reason)
try:
    "é".encode("ascii")
except UnicodeEncodeError as e:
    print(e)
print("é".encode("ascii", "ignore"), "é".encode("ascii", "replace"), "é".encode("ascii", "backslashreplace"), "é".encode("latin-1"), b"\xff".decode("utf-8", "replace"), "é".encode("utf-16-le"), "a".encode("utf-16"))
