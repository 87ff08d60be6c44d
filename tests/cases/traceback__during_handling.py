def first():
    return {}["absent"]


def second():
    try:
        first()
    except KeyError:
        [].pop()


def third():
    try:
        second()
    except IndexError as error:
        print("third saw", error, repr(error.__context__))
        raise RuntimeError("third gives up")
    finally:
        print("third's finally")


third()
