total = 0


def make_counter(start=0):
    count = start

    def increment(by=1):
        nonlocal count
        count += by
        return count

    def peek():
        return count

    return increment, peek


def add(n):
    global total
    total += n


increment, peek = make_counter(10)
other, _ = make_counter()
print(increment(), increment(5), other(), peek())
add(3)
add(4)
print(total)


def collect(item, into=[]):
    into.append(item)
    return into


print(collect(1), collect(2), collect(3, []))


def shadow():
    try:
        print(total)
        total = 1
    except UnboundLocalError as error:
        print(error)


shadow()


def outer():
    def inner():
        return late

    late = "bound later"
    return inner()


print(outer())
try:
    print(undefined_name)
except NameError as error:
    print(error)
compose = lambda f, g: lambda x: f(g(x))
print(compose(str, abs)(-3), (lambda *a, **k: (a, k))(1, b=2))
