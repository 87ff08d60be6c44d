import asyncio


def show(group, depth=0):
    for e in group.exceptions:
        if isinstance(e, BaseExceptionGroup):
            print("  " * depth + f"group {e.message} of {len(e.exceptions)}")
            show(e, depth + 1)
        else:
            print("  " * depth + repr(e))


def build():
    return ExceptionGroup("top", [
        ValueError("v1"),
        ExceptionGroup("mid", [TypeError("t1"), ValueError("v2"), ExceptionGroup("low", [KeyError("k")])]),
        OSError(2, "No such file"),
    ])


show(build())
try:
    raise build()
except* ValueError as g:
    print("values:")
    show(g)
except* (TypeError, KeyError) as g:
    print("types and keys:")
    show(g)
except* OSError as g:
    print("os:", g.exceptions[0].errno, g.exceptions[0])
else:
    print("not here")
finally:
    print("finally")

try:
    try:
        raise build()
    except* ValueError as g:
        raise RuntimeError("in handler")
    except* TypeError:
        pass
except ExceptionGroup as g:
    print(g)
    show(g)

try:
    try:
        raise ValueError("naked")
    except* ValueError as g:
        print(repr(g))
        raise
except* ValueError as g2:
    print("again", repr(g2))
g = build()
print(g.subgroup(ValueError), g.subgroup(lambda e: "1" in str(e)), g.split(KeyError))
print(g.derive([ValueError("n")]))
g.add_note("a note")
print(g.__notes__)


class MyGroup(ExceptionGroup):
    def derive(self, excs):
        return MyGroup(self.message + "!", excs)


m, rest = MyGroup("mine", [ValueError(1), TypeError(2)]).split(ValueError)
print(repr(m), repr(rest))
try:
    ExceptionGroup("empty", [])
except ValueError as e:
    print(e)
try:
    ExceptionGroup("bad", [1])
except ValueError as e:
    print(e)
try:
    ExceptionGroup("bad", [KeyboardInterrupt()])
except TypeError as e:
    print(e)


async def fail(e):
    raise e


async def main():
    try:
        async with asyncio.TaskGroup() as tg:
            tg.create_task(fail(ValueError("a")))
            tg.create_task(fail(KeyError("b")))
    except* ValueError as g:
        print("tg", g.exceptions)
    except* KeyError as g:
        print("tg", g.exceptions)


asyncio.run(main())
