def order():
    print("in try")
    try:
        return print("return value") or "from try"
    except Exception:
        return "from except"
    finally:
        print("in finally")


def nested():
    try:
        try:
            raise ValueError("a")
        finally:
            print("inner finally")
    except ValueError as e:
        print("outer except", e)
        return "handled"
    else:
        return "else"
    finally:
        print("outer finally")


def loop():
    for i in range(5):
        try:
            if i == 1:
                continue
            if i == 3:
                break
            print("body", i)
        finally:
            print("finally", i)
    return i


def swallow():
    while True:
        try:
            raise KeyError("lost")
        finally:
            break
    return "swallowed"


def generator():
    try:
        yield 1
        yield 2
    except GeneratorExit:
        print("exit")
    finally:
        print("gen finally")


print(order(), nested(), loop(), swallow())
g = generator()
next(g)
g.close()
try:
    try:
        1 / 0
    finally:
        print("before propagating")
except ZeroDivisionError as e:
    print(e)
