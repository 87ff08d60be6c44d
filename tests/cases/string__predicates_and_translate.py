for word in ("abc", "ABC", "Abc", "abc1", "123", "12.5", " ", "", "_x1", "1x", "é", "Straße", "一二", "½", "²", "a b", "\n"):
    print(repr(word), "".join(str(int(getattr(word, name)())) for name in ("isalpha", "isdigit", "isdecimal", "isnumeric", "isalnum", "islower", "isupper", "istitle", "isspace", "isidentifier", "isprintable", "isascii")))
table = str.maketrans({"a": "1", "b": None, "c": "see"})
print("aabbcc".translate(table), "hello".translate(str.maketrans("el", "ip")), "hello".translate(str.maketrans("", "", "l")), "x".zfill(3), "-5".zfill(4), "+".zfill(2), "abc".center(8, "*"), "abc".ljust(5) + "|", "abc".rjust(5), "a\tb".expandtabs(4))
