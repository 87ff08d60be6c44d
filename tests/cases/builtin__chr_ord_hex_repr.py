print(chr(97), chr(0x4e2d), ord("中"), ord("a"), chr(128512), hex(255), oct(8), bin(5), hex(-255), ascii("naïve 中"), repr("tab\t"), repr('quote"'), repr("it's"))
print(int("ff", 16), int("0b101", 2), int("0o17", 8), int("  7 "), float("1e3"), complex("1+2j"), str(1e100), str(-0.0), repr(0.1), bool("False"), bytes(3), bytes([65, 66]), bytes("é", "utf-8"), bytearray(2))
print(format(255, "x"), format(3.14159, ".2f"), format("a", ">5"), format(1000000, ","), divmod(17, 5), divmod(-17, 5), slice(1, 5, 2), slice(None, 3).indices(10))
for f in (lambda: chr(-1), lambda: chr(0x110000), lambda: ord(""), lambda: ord("ab"), lambda: int("zz"), lambda: int("12", 40), lambda: hex("a"), lambda: bytes("é"), lambda: float("abc"), lambda: bytes([300])):
    try:
        print(f())
    except (ValueError, TypeError) as e:
        print(type(e).__name__, e)
