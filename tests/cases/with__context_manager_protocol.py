from contextlib import contextmanager, ExitStack, closing, suppress


class Timer:
    def __init__(self, name, swallow=()):
        self.name, self.swallow = name, swallow

    def __enter__(self):
        print("enter", self.name)
        return self

    def __exit__(self, exc_type, exc, tb):
        print("exit", self.name, exc_type.__name__ if exc_type else None, exc)
        return exc_type is not None and issubclass(exc_type, self.swallow)


with Timer("a") as t:
    print(t.name)
with Timer("b", ValueError):
    raise ValueError("swallowed")
try:
    with Timer("c", ValueError), Timer("d"):
        raise KeyError("not swallowed")
except KeyError as e:
    print("outside", e)


@contextmanager
def transaction(log):
    log.append("begin")
    try:
        yield log.append
    except ZeroDivisionError:
        log.append("rollback")
    else:
        log.append("commit")
    finally:
        log.append("end")


log = []
with transaction(log) as add:
    add("work")
with transaction(log) as add:
    add(1 / 0)
print(log)


def run():
    with Timer("return"):
        return "value"


print(run())
for i in range(2):
    with Timer(f"loop{i}"):
        continue
with ExitStack() as stack:
    timers = [stack.enter_context(Timer(n)) for n in "xy"]
    stack.callback(print, "callback")


class Res:
    def close(self):
        print("closed")


with closing(Res()) as r, suppress(AttributeError):
    r.missing
for bad in (5, object()):
    try:
        with bad:
            pass
    except TypeError as e:
        print(e)


class HalfDone:
    def __enter__(self):
        return 1


try:
    with HalfDone():
        pass
except TypeError as e:
    print(e)


class FailsOnExit(Timer):
    def __exit__(self, *exc):
        raise RuntimeError("exit failed")


try:
    with FailsOnExit("f"):
        raise ValueError("body")
except RuntimeError as e:
    print(e, repr(e.__context__))
