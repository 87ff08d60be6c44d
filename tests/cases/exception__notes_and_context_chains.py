"""Notes, causes, contexts, suppressed contexts and re-raising, as `traceback` and the attributes tell them."""
import traceback


def chain(error):
    while error:
        yield f"{type(error).__name__}({error})"
        error = error.__cause__ or (None if error.__suppress_context__ else error.__context__)


def open_it():
    raise FileNotFoundError(2, "No such file or directory", "settings.json")


def load(mode):
    try:
        open_it()
    except OSError as error:
        error.add_note(f"in mode {mode}")
        match mode:
            case "from":
                raise RuntimeError("cannot start") from error
            case "none":
                raise RuntimeError("cannot start") from None
            case "again":
                raise
            case "other":
                return {}["default"]
            case "replaced":
                raise RuntimeError("cannot start") from ValueError("another cause")


for mode in ("from", "none", "again", "other", "replaced"):
    try:
        load(mode)
    except (RuntimeError, OSError, KeyError) as error:
        print(
            mode, " <- ".join(chain(error)), getattr(error, "__notes__", []),
            [e.name for e in traceback.extract_tb(error.__traceback__)]
        )

error = ValueError("noted")
for note in ("first", "second\nthird"):
    error.add_note(note)
print("".join(traceback.format_exception_only(error)), end="")
error.__notes__ = ["replaced", 5]
print("".join(traceback.format_exception_only(error)), end="")
for wrong in (lambda: error.add_note(5), lambda: setattr(error, "__cause__", "text"), lambda: error.with_traceback(1)):
    try:
        wrong()
    except TypeError as refusal:
        print(refusal)
try:
    try:
        1 / 0
    finally:
        [][0]
except IndexError as last:
    print(*chain(last), sep=" <- ")
    report = traceback.TracebackException.from_exception(last)
    print(report.exc_type.__name__, str(report), report.__context__.exc_type.__name__, len(report.stack))
