import traceback


class NoMessage(Exception):
    pass


class Coded(Exception):
    def __init__(self, code):
        self.code = code

    def __str__(self):
        return f"code {self.code}"


class Outer:
    class Inner(Exception):
        pass


def show(error):
    try:
        raise error
    except Exception as caught:
        traceback.print_exception(caught, limit=0)
        print(traceback.format_exception_only(caught))


show(NoMessage())
show(NoMessage("one"))
show(NoMessage("one", 2))
show(Coded(9))
show(Outer.Inner("inner"))
show(KeyError("key"))
show(OSError(2, "No such file"))
show(AssertionError())
show(ValueError("two\nlines"))
noted = TypeError("with notes")
noted.add_note("first note")
noted.add_note("second\nnote")
raise noted
