print("\a\b".encode(), "\x41\u0042\U00000043\103", "\t|\v|\f|\r".encode(), "line\
continued", '\'', "\"", "\\", b"\x00\xff\n\\'", rb"\n", "\0".encode(), len("\N{BULLET}"), "\N{EURO SIGN}\N{DEGREE SIGN}")
print("""triple "quoted" text
with a newline""", '''and 'this' too''', "con" 'cat' """ened""", u"unicode", f"{'nested'}" "joined")
print(b"abc"[0], b"abc"[1:], b"a" + b"b", bytes.fromhex("ff00"), b"\xe4\xbd\xa0".decode(), "你".encode().hex(" "), b"%s=%d" % (b"k", 5), b"a,b".split(b","), b"abc".find(b"c"), b"x".join([b"1", b"2"]))
print(repr(bytearray(b"a\n")), b"AbC".lower(), b"abc".isalpha(), b" x ".strip(), b"a".hex(), list(b"hi"), b"abc".startswith(b"ab"), b"a" in b"abc", 97 in b"abc", b"z" > b"a")
try:
    b"a" + "b"
except TypeError as e:
    print(e)
try:
    "a" + b"b"
except TypeError as e:
    print(e)
try:
    b"abc"[5]
except IndexError as e:
    print(e)
