import sys


class AppError(Exception):
    code = 1

    def __init__(self, message, *, hint=None):
        super().__init__(message)
        self.hint = hint

    def __str__(self):
        base = super().__str__()
        return f"{base} (hint: {self.hint})" if self.hint else base


class NotFound(AppError, KeyError):
    code = 404


for e in [AppError("a"), AppError("b", hint="h"), NotFound("c"), Exception(), Exception(1, 2), KeyError("k"), OSError(2, "nope", "f.txt"),
          StopIteration(5), SystemExit(3), UnicodeError("u"), ImportError("i", name="n"), AttributeError("x"), FileNotFoundError(2, "No such file", "x"),
          ValueError("multi\nline"), SyntaxError("bad"), TimeoutError(), ConnectionResetError(104, "reset"), KeyboardInterrupt()]:
    print(type(e).__name__, "|", str(e), "|", repr(e), "|", e.args)
print(NotFound.__mro__)
print(OSError(2, "x").errno, OSError(2, "x", "f").filename, type(OSError(2, "x")).__name__, type(OSError(13, "x")).__name__, StopIteration(7).value, SystemExit("s").code, ImportError("x", name="m", path="p").name)
try:
    try:
        {}["a"]
    except KeyError:
        [][1]
except IndexError as e:
    print(repr(e.__context__), e.__cause__, e.__suppress_context__)
try:
    try:
        int("x")
    except ValueError as v:
        raise AppError("wrapped", hint="digits") from v
except AppError as e:
    print(e, repr(e.__cause__), e.__cause__ is e.__context__, e.__suppress_context__)
try:
    raise AppError("n") from None
except AppError as e:
    print(e.__cause__, e.__suppress_context__)
for bad in [lambda: exec_raise(5), lambda: exec_raise(int), lambda: exec_raise(ValueError), lambda: exec_raise(None)]:
    def exec_raise(x):
        raise x
    try:
        bad()
    except BaseException as e:
        print(type(e).__name__, e)
try:
    raise ValueError from 5
except TypeError as e:
    print(e)
e = ValueError("n")
e.add_note("first")
e.add_note("second")
print(e.__notes__, e.with_traceback(None) is e, e.__traceback__)
try:
    e.add_note(5)
except TypeError as t:
    print(t)


def finallys():
    for i in range(3):
        try:
            if i == 1:
                continue
            if i == 2:
                break
            print("body", i)
        except ValueError:
            pass
        else:
            print("else", i)
        finally:
            print("finally", i)
    try:
        return "try"
    finally:
        print("before return")


def override():
    try:
        raise ValueError("lost")
    finally:
        return "finally wins"


print(finallys(), override(), sys.exc_info())
try:
    raise
except RuntimeError as r:
    print(r)


def reraise():
    try:
        raise KeyError(1)
    except KeyError:
        try:
            raise ValueError(2)
        except ValueError:
            pass
        print(sys.exc_info()[1].__repr__())
        raise


try:
    reraise()
except KeyError as k:
    print("again", k, k.__traceback__.tb_lineno, k.__traceback__.tb_next.tb_frame.f_code.co_name)
try:
    assert 1 == 2, ("a", 1)
except AssertionError as a:
    print(a.args, a)
try:
    x: int = "not checked"
    a, b = 1, 2, 3
except ValueError as v:
    print(v)
try:
    a, *b, c = [1]
except ValueError as v:
    print(v)
try:
    a, b = 5
except TypeError as v:
    print(v)
try:
    def g(): yield
    next(x for x in [])
except StopIteration as v:
    print("stop", v.value)
