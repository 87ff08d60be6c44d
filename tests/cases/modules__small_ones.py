import atexit
import cmath
import codecs
import errno
import http
import importlib
import keyword
import linecache
import reprlib
import sched
import shlex
import time
import timeit
import tracemalloc
import zlib


@atexit.register
def last():
    print("last of all")


atexit.register(print, "before", "that", sep="-")
gone = atexit.register(lambda: print("never"))
atexit.unregister(gone)

for z in (1 + 2j, -3.5, 0.5j, -1 - 1j, 2):
    print([f"{f(z):.6f}" for f in (cmath.sqrt, cmath.exp, cmath.log, cmath.sin, cmath.cos, cmath.tan, cmath.sinh,
                                  cmath.cosh, cmath.tanh, cmath.asin, cmath.acos, cmath.atan, cmath.asinh, cmath.acosh,
                                  cmath.atanh)])
print(cmath.phase(-1), cmath.polar(3 + 4j), cmath.rect(2, 0), cmath.isclose(1, 1 + 1e-12), cmath.isnan(cmath.nanj))
print(cmath.pi, cmath.inf, cmath.infj, cmath.log(8, 2), cmath.log10(100))
try:
    cmath.log(0)
except ValueError as error:
    print(error)

print(codecs.encode("hello", "rot13"), codecs.decode(b"caf\xc3\xa9", "utf-8"), codecs.BOM_UTF8)
decoder = codecs.getincrementaldecoder("utf-8")()
print([decoder.decode(bytes([b])) for b in "aé€".encode()])
print(errno.ENOENT, errno.errorcode[13], errno.EAGAIN == errno.EWOULDBLOCK, errno.ETIMEDOUT, errno.ECONNREFUSED)
print(http.HTTPStatus.NOT_FOUND, int(http.HTTPStatus.OK), http.HTTPStatus(503).phrase, http.HTTPMethod.GET)
print(repr(http.HTTPStatus.CREATED), http.HTTPStatus.OK == 200, [s.name for s in http.HTTPStatus if 400 <= s < 405])
print(importlib.import_module("math").floor(2.5), importlib.import_module("collections.abc").__name__)
print(keyword.iskeyword("await"), keyword.issoftkeyword("match"), len(keyword.kwlist))
print(reprlib.repr(list(range(100))), reprlib.repr("x" * 100), reprlib.repr({n: n for n in range(9)}))


class Node:
    def __init__(self):
        self.children = [self]

    @reprlib.recursive_repr()
    def __repr__(self):
        return f"Node({self.children})"


print(Node())
scheduler = sched.scheduler(time.monotonic, time.sleep)
scheduler.enter(2, 1, print, ("second",))
scheduler.enter(1, 1, print, ("first",), {"end": "!\n"})
event = scheduler.enter(3, 1, print, ("never",))
scheduler.cancel(event)
scheduler.enterabs(scheduler.timefunc() + 2, 0, print, ("second, but more important",))
print(len(scheduler.queue), scheduler.empty())
scheduler.run()
print(scheduler.empty())
print(shlex.split("a 'b c' \"d \\\" e\" f\\ g"), shlex.quote("it's"), shlex.join(["a b", "c"]), shlex.quote(""))
print(shlex.split("x # y", comments=True), shlex.split("a=\"b\"c"))
for text in ("'open", "end\\"):
    try:
        shlex.split(text)
    except ValueError as error:
        print(error)
calls = []
print(type(timeit.timeit(lambda: calls.append(1), number=5)), len(calls))
print(len(timeit.repeat("x + 1", setup="x = 1", number=10, repeat=3)))
tracemalloc.start()
current, peak = tracemalloc.get_traced_memory()
print(current <= peak, tracemalloc.is_tracing())
tracemalloc.stop()
print(zlib.crc32(b"hello"), zlib.adler32(b"hello"), zlib.crc32(b"lo", zlib.crc32(b"hel")))
print(repr(linecache.getline("no such file", 3)))
