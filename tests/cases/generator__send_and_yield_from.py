def echo():
    received = []
    while (item := (yield len(received))) is not None:
        received.append(item)
    return received


def delegate():
    result = yield from echo()
    print("echo returned", result)
    yield "between"
    yield from "ab"
    return "end"


g = delegate()
print(next(g), g.send("x"), g.send("y"), g.send(None), next(g), next(g))
try:
    next(g)
except StopIteration as stop:
    print("stop", stop.value)


def coroutine_by_hand(name, steps):
    for step in range(steps):
        print(name, step)
        yield
    return name.upper()


def round_robin(*routines):
    queue, results = list(routines), []
    while queue:
        routine = queue.pop(0)
        try:
            routine.send(None)
        except StopIteration as stop:
            results.append(stop.value)
        else:
            queue.append(routine)
    return results


print(round_robin(coroutine_by_hand("a", 2), coroutine_by_hand("b", 3)))


def tree(node):
    if isinstance(node, list):
        for child in node:
            yield from tree(child)
    else:
        yield node


print(list(tree([1, [2, [3, 4]], 5])))
try:
    echo().send("too early")
except TypeError as error:
    print(error)
