"""Regular expressions at work: a tokeniser, substitution by functions, lookarounds, named groups, splitting."""
import re

TOKEN = re.compile(r"(?P<number>\d+(?:\.\d*)?)|(?P<name>[A-Za-z_]\w*)|(?P<op>[-+*/()=])|(?P<space>\s+)|(?P<wrong>.)")


def tokens(text):
    for match in TOKEN.finditer(text):
        if match.lastgroup == "wrong":
            yield "?", match[0], match.start()
        elif match.lastgroup != "space":
            yield match.lastgroup, match[0], match.start()


print(*tokens("area = 3.14 * (r_1 + 2) $"), sep="\n")
print(re.sub(r"(\w+) (\w+)", r"\2 \1", "hello world, good bye"), re.sub(r"(?P<a>\d)(\d)?", r"[\g<a>|\2]", "123 4"))
print(re.sub(r"\b[a-z]", lambda match: match[0].upper(), "snakes on a plane", count=2), re.subn("o", "0", "foo boo"))
print(
    re.sub(r"(?<!^)(?=[A-Z])", "_", "camelCaseName").lower(),
    re.sub(r"_(\w)", lambda m: m[1].upper(), "snake_case_name")
)
print(re.split(r"\s*[,;]\s*", "a, b;c ;d"), re.split(r"(-)", "1-2-3", maxsplit=1), re.split(r"x*", "axbc"))
print(
    re.findall(r"(\w)(\d)", "a1 b2 c"), re.findall(r"\d+(?= euro)", "5 euro 6 dollar 70 euro"),
    re.findall("(?i)a|B", "AaBb")
)
match = re.match(r"(?P<year>\d{4})-(?P<month>\d\d)(?:-(?P<day>\d\d))?", "2024-05 rest")
print(
    match.groupdict(), match.groups("??"), match.span("month"), match.end(), match.lastindex,
    match.expand(r"\g<month>/\g<year>")
)
print(
    re.fullmatch(r"(a+)+b", "aaab"), re.search(r"(\w)\1", "hello").span(), re.match("x", "y"),
    re.search("^b", "a\nb", re.M)
)
print(
    re.findall(r"<(.+?)>", "<a><b>"), re.findall(r"(?s)a.b", "a\nb"), re.escape("a.b*c"),
    re.compile("a", re.I | re.X).flags
)
print(re.findall(r"""
    (\d+)   # hours
    : (\d+) # minutes
""", "at 10:30 and 7:05", re.VERBOSE), re.findall(r"\bé\w+", "été état"), re.findall(rb"\w+", b"raw bytes"))
print(
    [m.start() for m in re.finditer("(?=aa)", "aaaa")], re.findall("a{2,3}?", "aaaaa"),
    re.findall("[^a-c]+", "abcxyz"), TOKEN.groupindex["op"]
)
for wrong in ("(", "[a", "*a", "a{3,1}", "(?P<1>a)", r"\g", "(?<=a+)b", "(?P=x)", r"\2(a)", "a**"):
    try:
        print(re.compile(wrong))
    except re.error as error:
        print(f"{wrong}: {error} ({error.pos})")
