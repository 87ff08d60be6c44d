def raise_group(*errors):
    raise ExceptionGroup("several", list(errors))


def handle(*errors):
    try:
        raise_group(*errors)
    except* ValueError as group:
        print("values:", group.exceptions)
    except* (TypeError, KeyError) as group:
        print("types or keys:", group.exceptions)
    else:
        print("nothing")
    finally:
        print("finally")


handle(ValueError(1), TypeError("t"), ValueError(2))
handle(KeyError("k"))
try:
    handle(ValueError(3), OSError("not handled"))
except ExceptionGroup as rest:
    print("rest:", rest, rest.exceptions)
try:
    try:
        raise ValueError("plain")
    except* ValueError as group:
        print(type(group).__name__, group.exceptions, repr(group.message))
        raise KeyError("from within") from None
except KeyError as error:
    print(repr(error), error.__suppress_context__)

nested = ExceptionGroup("outer", [ValueError(1), ExceptionGroup("inner", [TypeError(2), ValueError(3)])])
print(nested.subgroup(ValueError))
match, rest = nested.split(TypeError)
print(repr(match), repr(rest), sep="\n")
print(isinstance(nested, Exception), nested.derive([OSError()]).message)
