print("tab\there", 'quote\'s', "\x41\u00e9\U0001F600", r"raw\n", "back\\slash", "a" "b", '''tri"ple''')
print("""first
  second\
 joined
third""")
print(repr("\r\n\t\b\x7f\u200b"), repr("é😀"), ascii("é😀"), str(b"x"), len("😀é"))
print([1, "a", None, 2.0, (), {}], ("x",), {"k": 'v"'})
print(None, True, NotImplemented, ..., print, len, sep=" | ")
print("a", 1, [2], sep="", end="\n\n")
print("no newline", end="")
print()
print("x" if "" else "y", "abc"[-2:], "%", "{}", chr(0x1F600))
print("ünïcödé".upper(), "日本語"[1], "日本" + "語", "e\u0301" == "é", sorted("éaz"))
print(str(1.0), str(10**25), repr("a\\b"), str(["\n"]), f"{'a':>3}{'é':<3}|")
print(type("").__name__, int.__name__, str(int), str(type(None)), type(lambda: 0), type(print))
print(hash("x") == hash("x"), id(None) == id(None))
print(bool("False"), int("-5"), float("-0"), complex(1, -2), 3 + 4j, abs(3 + 4j), 1j * 1j)
