import contextlib
import io


@contextlib.contextmanager
def tag(name):
    print(f"<{name}>")
    try:
        yield name.upper()
    except ValueError as error:
        print("caught", error)
    finally:
        print(f"</{name}>")


class Manager:
    def __enter__(self):
        print("enter")
        return self

    def __exit__(self, kind, value, traceback):
        print("exit", kind.__name__ if kind else None, value)


with tag("p") as p, tag("b"):
    print(p)
with tag("i"):
    raise ValueError("inside")
with contextlib.suppress(KeyError, ZeroDivisionError):
    print({}["x"])
with contextlib.redirect_stdout(io.StringIO()) as captured:
    print("hidden")
print(repr(captured.getvalue()))
with contextlib.ExitStack() as stack:
    stack.callback(print, "last")
    stack.enter_context(tag("s"))
    stack.push(lambda *error: print("pushed", error[0]))
with contextlib.closing(io.StringIO("text")) as stream:
    print(stream.read())
with contextlib.nullcontext(5) as five:
    print(five)
try:
    with Manager():
        raise OSError("out")
except OSError as error:
    print("outside", error)
with (
    Manager() as first,
    Manager(),
):
    print(first is not None)


def early():
    with Manager():
        return "returned"


print(early())
try:
    with 5:
        pass
except TypeError as error:
    print(error)
