def show(function):
    try:
        print(repr(function()))
    except Exception as error:
        print(type(error).__name__, error)


s = {1, 2, 3}
show(lambda: s | [1])
show(lambda: s.union([7], (8,)))
show(lambda: s.intersection([1, 2], [2]))
show(lambda: s < 5)
show(lambda: s.add([1]))
show(lambda: s.remove(9))
show(lambda: set().pop())
show(lambda: set(5))
show(lambda: set([[1]]))
show(lambda: set(1, 2))
show(lambda: {1}.add(1, 2))
show(lambda: frozenset([1]).add(1))
show(lambda: {1, 2} in {frozenset([1, 2])})
show(lambda: {1}.union(5))
show(lambda: {1}.__or__(5))
show(lambda: [] in {1})


def grow():
    for value in s:
        s.add(value + 10)


show(grow)
print({frozenset([1, 2]): 5}[frozenset([2, 1])], type(frozenset([1]) - {1}).__name__, {1, 1.0, True})
