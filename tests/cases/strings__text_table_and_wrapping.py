import textwrap
import string

rows = [("name", "qty", "price"), ("apple", 3, 1.5), ("watermelon", 10, 12.25), ("fig", 120, 0.333)]
widths = [max(len(str(r[i])) for r in rows) for i in range(3)]
for name, qty, price in rows:
    print(f"| {name:<{widths[0]}} | {qty:>{widths[1]}} | {price:>{widths[2]}} |")
print("-" * 30, "=" * 10, sep="\n")
for name, qty, price in rows[1:]:
    print("%-12s|%5d|%8.2f" % (name, qty, price), "{:<12}|{:^5}|{:>8.1f}".format(name, qty, price), sep="   ")
text = "The quick brown fox jumps over the lazy dog. " * 3
print(textwrap.fill(text, 40, initial_indent="* ", subsequent_indent="  "))
print(textwrap.shorten(text, 30), textwrap.dedent("""\
    a
      b
    c"""), textwrap.indent("x\ny", "> "), textwrap.wrap("a b c", 3), sep="\n")
print(string.ascii_lowercase, string.digits, string.punctuation, string.Template("$a and ${b}").substitute(a=1, b=2), string.capwords("ab cd"))
print(string.Template("$x $y").safe_substitute(x=1), "caesar".translate(str.maketrans(string.ascii_lowercase, string.ascii_lowercase[3:] + string.ascii_lowercase[:3])))
print(*"spread", sep="-", end="!\n")
print("a", "b", sep="", end="")
print()
print("multi\tcol\\n", 'it''s', "con" "cat", """tri
ple""", r"raw\n", b"by\x00", "\u00e9\N{DEGREE SIGN}" if False else "é°")
words = "the cat the dog a cat the end".split()
print(max(set(words), key=words.count), {w: words.count(w) for w in dict.fromkeys(words)}, sorted(set(words), key=lambda w: (-words.count(w), w)))
print("racecar" == "racecar"[::-1], "".join(sorted("listen")) == "".join(sorted("silent")), " ".join(w[::-1] for w in words[:3]), sum(c in "aeiou" for c in "education"))
