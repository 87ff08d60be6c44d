import functools
import inspect


def tr(f, *a, **k):
    try: print(repr(f(*a, **k)))
    except Exception as e: print(type(e).__name__, e)
async def co(a: int, b: "str" = 1, *args, c, d: float = 2.5, **kw) -> list[int]: "doc"
def gen(x, /, y, *, z=3): yield
async def ag(): yield
class K:
    """Doc of K.

        indented
      more
    """
    def __init__(self, p, q=None): pass
    def m(self, v): pass
    @classmethod
    def cm(cls, w): pass
    @staticmethod
    def sm(u): pass
    async def am(self): pass
    def __call__(self, zz): pass
for fn in (co, gen, ag, K, K.m, K(1).m, K.cm, K.sm, K(1), lambda *a: 0, functools.partial(gen, 1, z=5)):
    print(inspect.signature(fn), [inspect.iscoroutinefunction(fn), inspect.isgeneratorfunction(fn), inspect.isasyncgenfunction(fn), inspect.isfunction(fn), inspect.ismethod(fn), inspect.isclass(fn)])
s = inspect.signature(co); print(repr(s), list(s.parameters), s.parameters["b"].default, s.parameters["a"].annotation, s.parameters["c"].kind, repr(s.parameters["args"]), s.return_annotation, s.parameters["c"].default is inspect.Parameter.empty, s.parameters["a"].kind is inspect.Parameter.POSITIONAL_OR_KEYWORD, s.parameters["c"].kind == inspect.Parameter.KEYWORD_ONLY)
print(s.bind(1, 2, 3, c=4, e=5).arguments, inspect.signature(gen).bind(1, y=2)); tr(s.bind); tr(inspect.signature(gen).bind, 1, 2, 3); tr(inspect.signature(gen).bind, 1, 2, k=3)
ba = s.bind(1, c=2); ba.apply_defaults(); print(ba, ba.args, ba.kwargs)
print(inspect.getdoc(K), inspect.getdoc(co), inspect.cleandoc("  a\n    b\n      c\n"))
print(inspect.isawaitable(c := co(1, c=2)), inspect.iscoroutine(c), inspect.getcoroutinestate(c)); c.close(); print(inspect.getcoroutinestate(c))
g = gen(1, 2); print(inspect.getgeneratorstate(g), inspect.isgenerator(g)); next(g); print(inspect.getgeneratorstate(g))
print([n for n, _ in inspect.getmembers(K, inspect.isfunction)], inspect.isbuiltin(len), inspect.ismodule(inspect), inspect.isroutine(K.m))
def wh(): return inspect.currentframe().f_code.co_name, inspect.stack()[1].function, inspect.currentframe().f_back.f_lineno
print(wh())
@functools.wraps(gen)
def wrapped(*a, **k): pass
print(inspect.signature(wrapped), inspect.unwrap(wrapped) is gen)
