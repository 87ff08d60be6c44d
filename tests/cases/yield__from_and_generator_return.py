def inner():
    got = yield "inner 1"
    print("inner got", got)
    yield "inner 2"
    return "inner result"


def outer():
    result = yield from inner()
    print("outer has", result)
    yield from [10, 20]
    yield from (c for c in "xy")
    return "outer result"


g = outer()
print(next(g), g.send("hello"), list(g))


def averager():
    total = count = 0
    average = None
    while True:
        value = yield average
        if value is None:
            return total, count
        total, count = total + value, count + 1
        average = total / count


avg = averager()
next(avg)
print([avg.send(x) for x in (10, 20, 60)])
try:
    avg.send(None)
except StopIteration as stop:
    print(stop.value)


def tree(node):
    if node:
        left, value, right = node
        yield from tree(left)
        yield value
        yield from tree(right)


print(list(tree(((None, 1, None), 2, ((None, 3, None), 4, None)))))


def guarded():
    while True:
        try:
            x = yield
            print("x", x)
        except ValueError as e:
            print("handled", e)
        except GeneratorExit:
            print("closing")
            raise


g = guarded()
next(g)
g.send(1)
g.throw(ValueError("v"))
g.close()
g.close()


def delegating():
    try:
        yield from guarded()
    finally:
        print("delegating done")


d = delegating()
next(d)
d.throw(ValueError("through"))
d.close()
print(sum(x * x for x in range(10) if x % 2), next((x for x in range(10) if x > 20), None), list(x for x in ()))


def fibonacci():
    a, b = 0, 1
    while True:
        yield a
        a, b = b, a + b


from itertools import islice, takewhile
print(list(islice(fibonacci(), 10)), list(takewhile(lambda n: n < 50, fibonacci())))
