def resource(name):
    print("open", name)
    try:
        while True:
            try:
                value = yield name
                print("got", value)
            except ValueError as error:
                print("handled", error)
    finally:
        print("close", name)


g = resource("r")
print(next(g), g.send(1))
print(g.throw(ValueError("v")))
g.close()
g.close()
try:
    next(g)
except StopIteration:
    print("finished")

g = resource("s")
next(g)
try:
    g.throw(KeyError, "k")
except KeyError as error:
    print("not handled", error)


def stubborn():
    try:
        yield 1
    except GeneratorExit:
        yield 2


g = stubborn()
next(g)
try:
    g.close()
except RuntimeError as error:
    print(error)


def stops():
    yield 1
    raise StopIteration("early")


try:
    list(stops())
except RuntimeError as error:
    print(error, repr(error.__cause__))


def fibonacci():
    a, b = 0, 1
    while True:
        yield a
        a, b = b, a + b


for n in fibonacci():
    if n > 50:
        break
    print(n, end=" ")
print()
print(dict(zip("abc", fibonacci())))
