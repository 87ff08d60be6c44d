import re

log = "12:05 ERROR task-7 failed; 12:06 INFO task-8 done; 12:07 ERROR task-9 failed"
print(re.findall(r"task-(\d+)", log), re.findall(r"(\d+:\d+) (ERROR)", log))
found = re.search(r"(?P<time>\d\d:\d\d) (?P<level>[A-Z]+)", log)
print(found.group(), found["time"], found.groups(), found.span(), found.groupdict())
print(re.sub(r"\btask-(\d)", r"job<\1>", log, count=2), re.sub("[aeiou]", lambda m: m[0].upper(), "unit test"))
print(re.split(r";\s*", log)[1], re.match(r"\d+", "abc"), bool(re.fullmatch(r"[a-z]+", "abc")))
pattern = re.compile(r"^(\w+)\s*=\s*(.*?)$", re.MULTILINE | re.IGNORECASE)
print([m.groups() for m in pattern.finditer("a = 1\nB=two words\n# no")], pattern.pattern)
print(re.escape("a.b"), re.findall(r"a{2,3}?|b+", "aaaabbb"), re.search("(?i)LOOP", "event loop").start())
