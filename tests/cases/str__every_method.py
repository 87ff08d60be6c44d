s = "Hello, World"
print(s.lower(), s.upper(), s.swapcase(), s.title(), s.capitalize(), s.casefold(), s.center(20, "*"), s.ljust(15) + "|", s.rjust(15, "."), s.zfill(15))
print(s.find("o"), s.rfind("o"), s.index("W"), s.count("l"), s.count(""), s.startswith(("He", "x")), s.endswith("d", 0, 5), s.replace("l", "L", 2), s.split(", "), s.partition(", "), s.rpartition("x"))
print("a b  c ".split(), "a b  c ".split(" "), "a,b,c".rsplit(",", 1), "a\nb\r\nc\x0bd\x1ce".splitlines(), "a\nb\n".splitlines(True), "".split(), "".split(","))
print("  x ".strip(), "xxhixx".strip("x"), "abc".lstrip("ab"), "abc".rstrip("bc"), "prefix-x".removeprefix("prefix-"), "x.py".removesuffix(".py"))
print("abc".isalpha(), "ab1".isalnum(), "12".isdigit(), "½".isnumeric(), "²".isdigit(), "²".isdecimal(), " \t".isspace(), "Ab".istitle(), "ab".islower(), "AB".isupper(), "a_1".isidentifier(), "class".isidentifier(), "a\n".isprintable(), "é".isascii(), "".isalpha())
print("-".join("abc"), "tab\tx\ty".expandtabs(4), "abc".translate({97: "A", 98: None, 99: 120}), "abc".translate(str.maketrans("ab", "xy", "c")), str.maketrans({"a": 1}))
print("{:>5}".format("a"), "%s" % "b", "abc"[::-1], "abc"[-2:], "abc" * 2, "b" in "abc", "abc" < "abd", "a" "b", r"\n", "x" 'y' """z""")
print(sorted("banana"), max("hello"), list(enumerate("ab", 1)), "".join(reversed("abc")), list(map(str.upper, "ab")), str(b"x", "ascii"), str(5), str(None), str([1, "a"]))
print(repr("it's"), repr('say "hi"'), repr("both ' and \""), repr("\t\n\\\x00\x7f\u200b\xad"), "\x41\u00e9\U0001f600\101")
print("ﬁ".upper(), "straße".casefold(), "ΑΣ".lower(), "ŉ".upper(), "ǆ".title(), "they're bill's".title(), "hello world".title(), "ÀÉ".lower(), "i̇".upper())
print("abc".encode().decode("utf-8"), "a".ljust(3, "é"), "x".__len__(), "abc".__contains__("b"), "abc".__getitem__(1), "a".__add__("b"), "%s" % ("t",))
for f in [lambda: "a".center(), lambda: "a".join(5), lambda: "abc".split(""), lambda: "a".startswith(1), lambda: "a".zfill("x"), lambda: "abc".find(1), lambda: "a".center(5, "xx"), lambda: "abc".partition(""), lambda: "a".encode("nope"), lambda: "a".foo(), lambda: "x".format_map(5), lambda: "{a}".format_map({}), lambda: str.join("a")]:
    try:
        print(f())
    except Exception as e:
        print(type(e).__name__, e)


class Default(dict):
    def __missing__(self, k):
        return f"<{k}>"


print("{a} {b}".format_map(Default(a=1)))


class S(str):
    def __new__(cls, v, extra):
        self = super().__new__(cls, v)
        self.extra = extra
        return self

    def shout(self):
        return self.upper() + "!"


z = S("abc", 5)
print(z, z.extra, z.shout(), type(z + "d").__name__, isinstance(z, str), z == "abc", {z: 1}["abc"], z[1:], repr(z), f"{z:>5}")
