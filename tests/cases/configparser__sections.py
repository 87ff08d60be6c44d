"""Sections, values, interpolation, converters and mistakes of configparser."""
import configparser, io, sys
c = configparser.ConfigParser()
c.read_string('\n[DEFAULT]\nbase = /srv\nLevel: 5\n[a]\npath = %(base)s/x\nname = hello world\nflag = yes\nnum=42\nf = 1.5\nmulti = one\n  two\n  three\n; comment\n# another\nempty =\n[b c]\nkey : value\npct = 100%%\n')


def t(*fs):
    for f in fs:
        try:
            print(repr(f()))
        except Exception as e:
            print(type(e).__name__, '|', e)


t(
    lambda: c.sections(),
    lambda: c['a']['path'],
    lambda: c.get('a', 'name'),
    lambda: c.getint('a', 'num'),
    lambda: c.getboolean('a', 'flag'),
    lambda: c.getfloat('a', 'f'),
    lambda: c['a']['multi'],
    lambda: c['a']['empty'],
    lambda: c['b c']['key'],
    lambda: c['b c']['pct'],
    lambda: c.get('a', 'zz'),
    lambda: c.get('q', 'zz'),
    lambda: c.get('q', 'zz', fallback=3),
    lambda: c['q'],
    lambda: c['a']['zz'],
    lambda: c['a'].get('zz'),
    lambda: c['a'].get('zz', 'd'),
    lambda: c['a'].getint('num'),
    lambda: c['a'].getboolean('flag'),
    lambda: c.has_option('a', 'level'),
    lambda: c.has_section('a'),
    lambda: c.options('a'),
    lambda: c.items('a'),
    lambda: dict(c['a']),
    lambda: list(c),
    lambda: 'a' in c,
    lambda: len(c),
    lambda: c.getint('a', 'name'),
    lambda: c.getboolean('a', 'name'),
    lambda: c.add_section('a'),
    lambda: c.add_section('n'),
    lambda: c.set('n', 'k', 'v'),
    lambda: c.set('n', 'k', 5),
    lambda: c.set('zz', 'k', 'v'),
    lambda: c['n'].__setitem__('q', '%bad'),
    lambda: c.remove_option('a', 'num'),
    lambda: c.remove_section('b c'),
    lambda: c.defaults(),
    lambda: c['a'],
    lambda: c.get('a', 'path', raw=True),
    lambda: c.get('a', 'path', vars={'base': '/v'}),
    lambda: c.write(sys.stdout),
    lambda: c.__setitem__('new', {'x': '1', 'y': '2'}),
    lambda: dict(c['new']),
    lambda: c.read('nope.ini'),
    lambda: c.read_dict({'d': {'k': 1}}),
    lambda: c['d']['k'],
)
for bad in ['x=1', '[a]\nx=1\nx=2', '[a]\n[a]', '[a]\nnovalue', '[a]\nx=%(y)s', '[a]\nx=%', '[a]\nx = %(x)s']:
    d = configparser.ConfigParser()
    try:
        d.read_string(bad)
        print(dict(d['a']))
    except configparser.Error as e:
        print(type(e).__name__, e, repr(e))
d = configparser.ConfigParser(allow_no_value=True, inline_comment_prefixes='#')
d.read_string('[s]\nflag\nk = v # c\n')
print(dict(d['s']))
d.write(sys.stdout)
e = configparser.ConfigParser(interpolation=configparser.ExtendedInterpolation())
e.read_string('[p]\nhome=/h\n[q]\nx=${p:home}/y\nz=${x}!$$\n')
print(dict(e['q']))
r = configparser.RawConfigParser()
r.optionxform = str
r.read_string('[A]\nKey=%d\n')
print(dict(r['A']))
f = io.StringIO()
c.write(f)
print(f.getvalue())
g = configparser.ConfigParser(converters={'list': lambda s: s.split(',')})
g.read_string('[l]\nv=a,b,c\n')
print(g.getlist('l', 'v'), g['l'].getlist('v'))
h = configparser.ConfigParser({'x': '1'})
h['s'] = {}
print(h['s']['x'], h.get('s', 'x'))
print(h['DEFAULT']['x'], h.default_section)
