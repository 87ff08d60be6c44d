numbers = [5, 3, 8, 1]
numbers.append(9)
numbers.extend((2, 7))
numbers.insert(1, 4)
print(numbers, len(numbers), numbers.index(8), numbers.count(9))
print(numbers.pop(), numbers.pop(0), numbers)
numbers.remove(8)
numbers.sort()
print(numbers, numbers[::-1], numbers[1:3], numbers[-2:], numbers[:-1], numbers[5:])
numbers.reverse()
numbers[1:3] = ["a", "b", "c"]
print(numbers)
del numbers[0], numbers[-1:]
numbers[::2] = [0, 0]
print(numbers, numbers * 2, numbers + [1])
copy = numbers.copy()
copy.clear()
print(copy, numbers, [1, [2, 3]] == [1, [2, 3]], [1, 2] < [1, 3], 0 in numbers)
words = ["pear", "fig", "Apple", "kiwi"]
print(sorted(words), sorted(words, key=str.lower), sorted(words, key=len, reverse=True))
words.sort(key=lambda w: (len(w), w))
print(words, min(words, key=len), max([3, 9, 2]), sum([1, 2, 3], 10), sum([0.1] * 3))
first, *middle, last = range(5)
print(first, middle, last, list(zip("ab", [1, 2, 3])), list(enumerate("xy", 1)), any([0, 1]), all([]))
print(list(map(lambda a, b: a * b, [1, 2], [3, 4])), list(filter(None, [0, 1, "", "x"])), list(reversed([1, 2])))
recursive = [1]
recursive.append(recursive)
print(recursive)
for attempt in (lambda: [][0], lambda: [1].remove(2), lambda: [].pop(), lambda: [1, "a"].sort(), lambda: words["x"]):
    try:
        attempt()
    except (IndexError, ValueError, TypeError) as error:
        print(type(error).__name__, error)
