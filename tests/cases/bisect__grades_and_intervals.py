"""Bisection: grades, insertion with keys, ranges of dates, and a table of intervals."""
from bisect import bisect, bisect_left, bisect_right, insort, insort_left
from datetime import date, timedelta


def grade(score, limits=(60, 70, 80, 90), letters="FDCBA"):
    return letters[bisect(limits, score)]


print([grade(score) for score in (33, 99, 77, 70, 89, 90, 100)])
numbers = [1, 3, 3, 3, 7]
print(
    bisect_left(numbers, 3), bisect_right(numbers, 3), bisect_left(numbers, 4), bisect_left(numbers, 3, 2),
    bisect(numbers, 9, 0, 2)
)
print(bisect_right(numbers, 3) - bisect_left(numbers, 3), bisect_left([], 1))

people = [("ann", 19), ("bob", 25), ("cy", 40)]
insort(people, ("dan", 30), key=lambda person: person[1])
insort_left(people, ("eve", 25), key=lambda person: person[1])
print(people, bisect_left(people, 30, key=lambda person: person[1]))

days = [date(2024, 1, 1) + timedelta(days=17 * n) for n in range(20)]
start, end = bisect_left(days, date(2024, 3, 1)), bisect_left(days, date(2024, 5, 1))
print([f"{day:%d.%m.}" for day in days[start:end]])


class Intervals:
    def __init__(self):
        self.edges, self.values = [], [None]

    def put(self, low, high, value):
        i, j = bisect_left(self.edges, low), bisect_right(self.edges, high)
        before, after = self.values[i], self.values[j]
        self.edges[i:j] = [low, high]
        self.values[i:j + 1] = [before, value, after]

    def __getitem__(self, point):
        return self.values[bisect_right(self.edges, point)]


table = Intervals()
for low, high, value in [(0, 10, "a"), (5, 7, "b"), (20, 30, "c"), (9, 25, "d")]:
    table.put(low, high, value)
print(table.edges, table.values, [table[point] for point in (-1, 0, 5, 8, 9, 24, 25, 30)])
for wrong in (
    lambda: bisect([1, "a", 2], 3), lambda: bisect_left([1], 1, -1), lambda: insort((1, 2), 1)
):
    try:
        print(wrong())
    except (TypeError, ValueError, AttributeError) as error:
        print(type(error).__name__, error)
