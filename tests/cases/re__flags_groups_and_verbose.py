import re

print(re.I, re.IGNORECASE | re.M, repr(re.DOTALL), re.X.name, int(re.S), re.compile("a", re.I | re.M).flags)
pattern = re.compile(r"""
    (?P<year>\d{4})-(?P<month>\d{2})   # date
    (?:T(?P<hour>\d\d))?               # maybe an hour
""", re.VERBOSE)
m = pattern.search("on 2024-05T17 and 2023-11")
print(m, m.group(), m.groups(), m.groupdict(), m["year"], m.span("month"), m.start(), m.end(2), m.lastgroup, m.lastindex)
print([x.group("year") for x in pattern.finditer("2020-01 2021-02T03")], pattern.findall("2020-01 2021-02T03"), pattern.groupindex, pattern.groups)
print(re.sub(r"(\w+) (\w+)", r"\2 \1", "hello world"), re.sub("a", lambda m: m.group().upper(), "banana", count=2), re.subn("x", "y", "xxx"))
print(re.split(r"[,;]\s*", "a, b;c,d"), re.split(r"(-)", "a-b-c"), re.split(r"\s+", " a b "), re.split("x", "axbxc", maxsplit=1))
print(re.match(r"\d+", "abc"), re.fullmatch(r"\d+", "123").group(), re.search(r"(?i)HELLO", "say hello").span())
print(re.findall(r"^\w+", "one\ntwo", re.M), re.findall(r".+", "a\nb", re.S), re.findall(r"\bfoo\b", "foo foobar foo"))
print(re.escape("a.b*c"), re.findall(r"(?<=\$)\d+", "$5 $10 7"), re.findall(r"\w+(?=!)", "hi! there"), re.findall(r"(?<!a)b", "ab cb"), re.findall(r"a(?!b)", "ab ac"))
print(re.findall(r"<.+?>", "<a><b>"), re.findall(r"(\w)\1", "aabbcd"), re.match(r"(?P<q>['\"]).*?(?P=q)", "'it' x").group())
try:
    re.compile("(a")
except re.error as e:
    print(e, e.pos)
try:
    re.compile("*a")
except re.error as e:
    print(e)
try:
    m.group(9)
except IndexError as e:
    print(e)
print(re.compile("x"), pattern.pattern[:10], re.compile("a") == re.compile("a"), re.sub(r"\s+", " ", "a  b\n c"), re.findall("[一-龥]+", "中文 and 汉字"))
print(re.sub(r"(?P<a>x)(y)?", r"[\g<a>\2\g<0>]", "x xy"), m.expand(r"\g<year>/\2"), bool(re.search("", "")), re.findall("", "ab"))
print(re.search(r"\d+", "a12b").re.pattern, m.string, m.pos, m.endpos, m.regs if False else m.re is pattern)
