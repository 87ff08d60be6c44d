"""The codec `unicode_escape`, with which programs show and read what JSON and pages contain."""
text = "naïve\tλ\n'quoted' \\ \U0001f600 中文"
print(text.encode("unicode_escape"))
print(text.encode("unicode-escape").decode("ascii"))
print(text.encode("unicode_escape").decode("unicode_escape") == text)
print(b"\\u4e2d\\u6587 \\x41\\102\\n|\\a\\\n|\xe9 \\U0001F600".decode("unicode_escape"))
print(r"\u0048\u0069".encode().decode("unicode_escape"))
for data in (b"abc\\", b"\\x4", b"\\u12", b"\\U00110000", b"\\N"):
    try:
        print(data.decode("unicode_escape"))
    except UnicodeDecodeError as error:
        print(error)
print(b"\\x4z!".decode("unicode_escape", "replace"), b"\\x4z!".decode("unicode_escape", "ignore"))
