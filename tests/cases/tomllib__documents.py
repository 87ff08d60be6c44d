import tomllib, io, pprint
doc = '''
title = "TOML Example"
[owner]
name = 'Tom'
dob = 1979-05-27T07:32:00-08:00
d = 2024-01-02
t = 07:32:00.999
ld = 1979-05-27 07:32:00
[database]
ports = [ 8000, 8001, [1,2], ]
data = [ ["delta", "phi"], [3.14] ]
temp_targets = { cpu = 79.5, case = 72.0, a.b = 1 }
enabled = true
big = 1_000_000
hex = 0xDEAD_beef
oct = 0o17
bin = 0b11
neg = -17
flt = 6.626e-34
inf = -inf
esc = "a\\tb\\u00e9\\"q\\""
ml = """
first
second \\
   joined"""
lit = \'\'\'raw \\n\'\'\'
"quoted key" = 1
a.b.c = 2
[[products]]
name = "Hammer"
[[products]]
name = "Nail"
[products.sub]
x = 1
[servers.alpha]
ip = "10.0.0.1"  # comment
'''
pprint.pprint(tomllib.loads(doc), sort_dicts=False)
for bad in ['x', 'x=', 'x=1\nx=2', '[a]\n[a]', 'x = "abc', 'x = [1,2', 'a = 1 b = 2', 'x = {a=1', '= 1', 'x = 01', 'x = 1979-13-01', '[a', 'x = "\\q"', 'a=1\n[a.b]', "x = 'a\nb'", 'x=tru', '[[a]]\n[a]', 'a.b=1\na.b.c=2']:
    try: print(tomllib.loads(bad))
    except tomllib.TOMLDecodeError as e: print(repr(bad), e)
print(tomllib.load(io.BytesIO(b'a = 1')))
try: tomllib.load(io.StringIO('a=1'))
except TypeError as e: print(e)
