def numbers(text):
    for word in text.split():
        if word.isdigit():
            yield int(word)


def running_total(values):
    total = 0
    for value in values:
        total += value
        yield value, total


def windows(values, size):
    window = []
    for value in values:
        window.append(value)
        if len(window) == size:
            yield tuple(window)
            del window[0]


text = "3 apples and 4 pears cost 12 or 5"
for value, total in running_total(numbers(text)):
    print(f"{value:>3} {total:>4}")
print(list(windows(numbers(text), 2)))
print(sum(n * n for n in numbers(text)), max(numbers(text)), sorted(numbers(text)))
first, *rest = numbers(text)
print(first, rest)


def flatten(*iterables):
    for iterable in iterables:
        yield from iterable


print(list(flatten("ab", [1], (n for n in (2, 3)))))
generator = numbers("1 2 3")
print(next(generator), list(generator), list(generator))
print(generator.gi_frame is None, numbers.__name__, type(generator).__name__)
