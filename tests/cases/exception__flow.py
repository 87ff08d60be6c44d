def attempt(action):
    try:
        print("try")
        result = action()
    except ZeroDivisionError as error:
        print("zero:", error)
        return "from except"
    except (KeyError, IndexError):
        print("look-up")
        result = None
    else:
        print("else")
    finally:
        print("finally")
    return result


print(attempt(lambda: 1))
print(attempt(lambda: 1 / 0))
print(attempt(lambda: {}["k"]))
try:
    attempt(lambda: int("x"))
except ValueError as error:
    print("outside:", error)


def override():
    try:
        return "try"
    finally:
        return "finally wins"


def loop():
    for n in range(4):
        try:
            if n == 1:
                continue
            if n == 3:
                break
            print("n", n)
        finally:
            print("end", n)


print(override())
loop()


class AppError(Exception):
    def __init__(self, code, detail=""):
        super().__init__(code, detail)
        self.code = code

    def __str__(self):
        return f"E{self.code}"


try:
    try:
        {}["missing"]
    except KeyError as error:
        raise AppError(7, "wrapped") from error
except AppError as error:
    print(error, repr(error), error.args, repr(error.__cause__), error.__context__ is error.__cause__)
try:
    raise AppError
except TypeError as error:
    print(error)
try:
    error
except NameError as gone:
    print(gone)
assert True
try:
    assert 1 > 2, "arithmetic works"
except AssertionError as error:
    print(repr(error))
try:
    raise "text"
except TypeError as error:
    print(error)
note = ValueError("noted")
note.add_note("a note")
print(note.__notes__, isinstance(note, Exception), ValueError.__mro__[1].__name__)
