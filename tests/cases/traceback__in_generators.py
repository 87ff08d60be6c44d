def numbers():
    for n in (3, 1, 0, 2):
        yield 6 // n


def doubled(source):
    for n in source:
        yield n * 2


def total():
    result = 0
    for n in doubled(numbers()):
        print("got", n)
        result += n
    return result


total()
