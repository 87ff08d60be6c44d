"""Coroutines made of generators: `send`, `throw`, values of `return`, delegation, and a trampoline."""


def averager():
    total = count = 0
    average = None
    while True:
        try:
            value = yield average
        except ZeroDivisionError:
            total = count = 0
            average = None
            continue
        if value is None:
            return count, average
        total += value
        count += 1
        average = total / count


def grouper(results, names):
    for name in names:
        results[name] = yield from averager()
    return "grouped"


results = {}
group = grouper(results, ["a", "b"])
next(group)
for value in (10, 20, None, 1, 2, 6):
    print(group.send(value), end=" ")
print(group.throw(ZeroDivisionError), group.send(7))
try:
    group.send(None)
except StopIteration as stop:
    print(stop.value, results)


def trampoline(generator):
    stack, value = [], generator
    while True:
        if hasattr(value, "send"):
            stack.append(value)
            value = None
        try:
            value = stack[-1].send(value)
        except StopIteration as stop:
            stack.pop()
            value = stop.value
            if not stack:
                return value


def factorial_of(n):
    if n <= 1:
        return 1
    return n * (yield factorial_of(n - 1))


print(trampoline(factorial_of(30)), trampoline(factorial_of(2000)).bit_length())


def leaky():
    try:
        yield 1
        raise StopIteration("hidden")
    finally:
        print("left")


generator = leaky()
next(generator)
try:
    next(generator)
except RuntimeError as error:
    print(error, repr(error.__cause__), generator.gi_frame)
print(next(generator, "over"), list(generator), generator.close())
