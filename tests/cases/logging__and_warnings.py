import logging, sys, warnings
log = logging.getLogger("app.core")
log.warning("last resort %s", 1); log.info("no")
logging.error("root %d", 5)
print(logging.root.handlers, log, logging.getLogger(), log.parent, log.handlers)
logging.basicConfig(force=True, stream=sys.stdout, level="DEBUG", format="%(levelname)-8s|%(name)s|%(funcName)s|%(lineno)d|%(module)s|%(filename)s|%(threadName)s|%(processName)s|%(message)s")
def f():
    log.debug("in %s", "f"); log.info("map %(a)s", {"a": 1}); log.log(25, "level"); log.warning("x", extra={"user": 1})
    log.error("stack", stacklevel=2); log.critical("bye")
f()
try: 1 / 0
except ZeroDivisionError as e: log.error("with", exc_info=e); 
class H(logging.Handler):
    def emit(self, record): print("H:", self.format(record), record.levelno, record.args, record.msg, record.getMessage(), repr(record).split(",")[0])
h = H(logging.WARNING); h.setFormatter(logging.Formatter("{levelname} {message} {name:>10}", style="{"))
lib = logging.getLogger("app"); lib.addHandler(h); log.info("i"); log.warning("w %s", [1]); log.propagate = False; log.error("nope"); log.propagate = True
h.addFilter(logging.Filter("app.core")); lib.warning("filtered"); log.warning("passes"); h.addFilter(lambda r: "no" not in r.msg); log.warning("no way")
lib.removeHandler(h)
print(log.isEnabledFor(10), log.getEffectiveLevel(), log.level, lib.getChild("x").name, logging.getLevelName(20), logging.getLevelName("INFO"), logging.getLevelName(33), logging.getLevelName("ZZ"))
logging.addLevelName(15, "TRACE"); log.log(15, "trace")
logging.disable(logging.ERROR); log.error("disabled"); log.critical("still"); logging.disable(logging.NOTSET)
ad = logging.LoggerAdapter(log, {"req": 7}); ad.info("adapted"); print(ad)
class Ad(logging.LoggerAdapter):
    def process(self, msg, kwargs): return f"[{self.extra['id']}] {msg}", kwargs
Ad(log, {"id": 9}).warning("hey %s", "you")
log.setLevel("ERROR"); log.warning("hidden"); log.setLevel(logging.NOTSET)
for bad in [lambda: log.setLevel("X"), lambda: log.setLevel(1.5), lambda: logging.Formatter("x"), lambda: logging.Formatter(style="?"), lambda: log.log("INFO", "x"), lambda: log.info("x", extra={"message": 1})]:
    try: print(bad())
    except Exception as e: print(type(e).__name__, e)
fm = logging.Formatter("$levelname $message", style="$"); r = logging.makeLogRecord({"msg": "m %s", "args": (1,), "levelname": "L"}); print(fm.format(r))
fm = logging.Formatter("%(asctime)s %(message)s", "%Y"); print(len(fm.format(r))); print(len(logging.Formatter("%(asctime)s").format(r)))
class CF(logging.Formatter):
    def format(self, record): record.levelname = f"<{record.levelname}>"; return super().format(record)
sh = logging.StreamHandler(sys.stdout); sh.setFormatter(CF("%(levelname)s:%(message)s")); z = logging.getLogger("z"); z.propagate = False; z.addHandler(sh); z.setLevel(logging.INFO); z.info("custom"); print(sh, z, z.hasHandlers(), logging.NullHandler())
sys.stdout.flush()
warnings.warn("careful")
warnings.warn("old", DeprecationWarning)
for i in range(3): warnings.warn("once per place", UserWarning)
def dep(): warnings.warn("dep called", DeprecationWarning, stacklevel=2)
dep()
dep()
with warnings.catch_warnings(record=True) as w:
    warnings.simplefilter("always")
    warnings.warn("a"); warnings.warn("a", RuntimeWarning); dep()
    print([(str(x.message), x.category.__name__, x.lineno) for x in w])
with warnings.catch_warnings():
    warnings.simplefilter("error")
    try: warnings.warn("boom", ResourceWarning)
    except ResourceWarning as e: print("raised", repr(e))
warnings.warn("careful now"); warnings.warn(UserWarning("inst"))
warnings.simplefilter("ignore"); warnings.warn("gone")
try: warnings.warn("x", int)
except TypeError as e: print(e)
warnings.resetwarnings()
def outer():
    return sys._getframe().f_code.co_name, sys._getframe(1).f_code.co_name, sys._getframe().f_back.f_lineno
print(outer())
