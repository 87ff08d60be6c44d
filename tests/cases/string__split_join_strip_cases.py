s = "  The quick  brown\tfox\n"
print(s.split(), s.split(" "), s.strip().split(" ", 1), s.rsplit(None, 1), "a-b-c".rsplit("-", 1), "a,b,,".split(","), "".split(), "".split(","), "abc".split("b"))
print("-".join(["a", "b"]), "".join([]), ", ".join(map(str, range(3))), "x".join("abc"), "xxabcxx".strip("x"), "abcba".strip("ab"), "\t a \n".strip(), "www.x.com".lstrip("w."), "x.txt".rstrip("txt."))
print("k=v=w".partition("="), "k=v=w".rpartition("="), "none".partition("="), "one\ntwo\r\nthree".splitlines(), "a\n\nb\n".splitlines(keepends=True), "hello world".title(), "HELLO".capitalize(), "Hello".swapcase())
print("hello".replace("l", "L"), "hello".replace("l", "L", 1), "hello".replace("", "."), "aaa".count("aa"), "hello".find("lo", 2, 5), "hello".index("l"), "test.py".endswith((".py", ".txt")), "test".startswith("es", 1), "%" in "50%", "abc" * 0 == "")
