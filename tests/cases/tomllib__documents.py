"""A document with all kinds of values, and broken ones."""
import tomllib, io, pprint
doc = '\ntitle = "TOML Example"\n[owner]\nname = \'Tom\'\ndob = 1979-05-27T07:32:00-08:00\nd = 2024-01-02\nt = 07:32:00.999\nld = 1979-05-27 07:32:00\n[database]\nports = [ 8000, 8001, [1,2], ]\ndata = [ ["delta", "phi"], [3.14] ]\ntemp_targets = { cpu = 79.5, case = 72.0, a.b = 1 }\nenabled = true\nbig = 1_000_000\nhex = 0xDEAD_beef\noct = 0o17\nbin = 0b11\nneg = -17\nflt = 6.626e-34\ninf = -inf\nesc = "a\\tb\\u00e9\\"q\\""\nml = """\nfirst\nsecond \\\n   joined"""\nlit = \'\'\'raw \\n\'\'\'\n"quoted key" = 1\na.b.c = 2\n[[products]]\nname = "Hammer"\n[[products]]\nname = "Nail"\n[products.sub]\nx = 1\n[servers.alpha]\nip = "10.0.0.1"  # comment\n'
pprint.pprint(tomllib.loads(doc), sort_dicts=False)
for bad in [
    'x', 'x=', 'x=1\nx=2', '[a]\n[a]', 'x = "abc', 'x = [1,2', 'a = 1 b = 2', 'x = {a=1', '= 1', 'x = 01',
    'x = 1979-13-01', '[a', 'x = "\\q"', 'a=1\n[a.b]', "x = 'a\nb'", 'x=tru', '[[a]]\n[a]', 'a.b=1\na.b.c=2',
]:
    try:
        print(tomllib.loads(bad))
    except tomllib.TOMLDecodeError as e:
        print(repr(bad), e)
print(tomllib.load(io.BytesIO(b'a = 1')))
try:
    tomllib.load(io.StringIO('a=1'))
except TypeError as e:
    print(e)
