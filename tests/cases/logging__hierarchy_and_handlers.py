import logging
import sys


class ListHandler(logging.Handler):
    def __init__(self):
        super().__init__()
        self.records = []

    def emit(self, record):
        self.records.append(self.format(record))


root = logging.getLogger()
root.setLevel(logging.WARNING)
keep = ListHandler()
keep.setFormatter(logging.Formatter("%(levelname).1s %(name)s %(message)s"))
root.addHandler(keep)
app, db = logging.getLogger("app"), logging.getLogger("app.db")
app.setLevel(logging.DEBUG)
db.debug("query %s", "select")
logging.getLogger("other").info("not shown")
logging.warning("root warning")
stream = logging.StreamHandler(sys.stdout)
stream.setLevel(logging.ERROR)
stream.setFormatter(logging.Formatter("{asctime} {message}", datefmt="%Y", style="{"))
app.addHandler(stream)
db.error("failed: %d%%", 50)
db.propagate = False
db.error("nowhere but last resort" if False else "dropped?") if db.handlers else None
try:
    1 / 0
except ZeroDivisionError:
    app.exception("caught")
app.info("with %(key)s", {"key": "mapping"})
app.removeHandler(stream)
print(*keep.records, sep="\n")
print(db.getEffectiveLevel(), app.isEnabledFor(logging.INFO), root.handlers == [keep], logging.getLevelName(30), db.parent is app, app.hasHandlers())
logging.disable(logging.CRITICAL)
app.critical("disabled")
logging.disable(logging.NOTSET)
print(len(keep.records))
