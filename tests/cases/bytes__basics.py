data = b"loop\x00\xff"
print(data, len(data), data[0], data[-1], data[1:3], list(data[:4]))
print(data.hex(), data.hex(" "), bytes.fromhex("6c 6f6f70"), bytes(3), bytes([65, 66]))
print(b"a,b".split(b","), b"-".join([b"x", b"y"]), b"abc".upper(), b"abc".find(b"c"), b"x" * 3)
print("caf\u00e9".encode("utf-8"), "abc".encode("ascii"), b"\xe2\x98\x83".decode("utf-8"))
buffer = bytearray(b"abc")
buffer.append(100)
buffer.extend(b"ef")
buffer[0] = 65
print(buffer, bytes(buffer), len(buffer))
print(int.from_bytes(b"\x01\x00", "big"), (1024).to_bytes(2, "little"), b"a" in data, 108 in data)
print(b"abc" == b"abc", b"abc" < b"abd", hash(b"x") == hash(b"x"), isinstance(data, bytes))
for attempt in (lambda: b"a" + "b", lambda: b"\xff".decode(), lambda: bytes([256])):
    try:
        attempt()
    except (TypeError, ValueError) as error:
        print(type(error).__name__, error)
