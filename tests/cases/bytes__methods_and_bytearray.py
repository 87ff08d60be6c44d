"""Methods of bytes and bytearray: search, split, translate, hex, in-place changes, and the border to text."""
data = b"GET /index.html HTTP/1.1\r\nHost: example\r\n\r\n"
head, separator, body = data.partition(b"\r\n\r\n")
lines = head.split(b"\r\n")
method, path, version = lines[0].split()
print(lines, separator, body, method.lower(), path.rpartition(b"."), version.removeprefix(b"HTTP/"))
print(data.find(b"Host"), data.count(b"\r\n"), data.startswith((b"PUT", b"GET")), b"html" in data, 72 in data)
print(b"a,b,,c".split(b","), b" x  y ".split(), b"a-b-c".rsplit(b"-", 1), b"one\ntwo\r\n".splitlines(True))
print(b"abc".hex(), b"\xde\xad\xbe\xef".hex(":"), b"\xde\xad\xbe\xef".hex("-", 2), bytes.fromhex("4c 6f 6f70"))
print(b"hello".translate(bytes.maketrans(b"el", b"ip"), b"o"), b"x".join([b"1", bytearray(b"2")]), b"ab" * 2 + b"!")
print(b"Title case".title(), b"MiXed".swapcase(), b"7".zfill(3), b"mid".center(9, b"*"), b"a\tb".expandtabs(4))
print(b"12".isdigit(), b"a1".isalnum(), b" ".isspace(), b"Ab".istitle(), b"\xff".isascii(), b"--x--".strip(b"-"))
print(
    b"abc"[1], b"abc"[1:], list(b"\x00\x7f\xff"), bytes([65, 66]), bytes(3), bytes("é", "utf-8"), b"b" > b"a",
    b"a" == "a"
)

buffer = bytearray(b"buffer")
buffer.append(33)
buffer += b"?"
buffer.extend([46, 46])
buffer[0:3] = b"STU"
buffer.insert(0, 62)
print(buffer, buffer.pop(), buffer.remove(33), len(buffer), buffer.find(b"f"), buffer.decode().upper())
buffer.reverse()
del buffer[::2]
print(buffer, buffer.copy() is buffer, bytes(buffer), hash(bytes(buffer)) == hash(b"x"))
for wrong in (
    lambda: b"a" + "b", lambda: bytes([256]), lambda: bytes("x"), lambda: b"\xff".decode(), lambda: "é".encode("ascii"),
    lambda: bytes.fromhex("4"), lambda: b"a".join(["b"]), lambda: buffer.append("x"), lambda: b"abc".index(b"z"),
    lambda: bytes(-1),
    lambda: hash(buffer), lambda: int(b"x"), lambda: b"a,b".split(","),
):
    try:
        print(wrong())
    except (TypeError, ValueError, UnicodeError) as error:
        print(type(error).__name__, error)
print("é€".encode("latin-1", "replace"), b"\xe9x".decode("utf-8", "replace"), "ü".encode("ascii", "xmlcharrefreplace"))
