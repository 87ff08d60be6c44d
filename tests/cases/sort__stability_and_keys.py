import heapq
import bisect
from operator import attrgetter


class Student:
    def __init__(self, name, grade, age):
        self.name, self.grade, self.age = name, grade, age

    def __repr__(self):
        return f"{self.name}({self.grade}{self.age})"


students = [Student("john", "A", 15), Student("jane", "B", 12), Student("dave", "B", 10), Student("ada", "A", 12)]
print(sorted(students, key=lambda s: s.age))
print(sorted(students, key=attrgetter("grade", "age")))
print(sorted(students, key=attrgetter("grade"), reverse=True))
print(sorted(sorted(students, key=lambda s: s.name), key=lambda s: s.grade, reverse=True))
print(sorted([(2, "b"), (1, "z"), (2, "a")]), sorted("hello", reverse=True), sorted({"b": 1, "a": 2}.items()))
print(sorted([3.5, 1, True, -2]), sorted([[2], [1, 5], []]), sorted([None, None], key=str))
heap = []
for item in (5, 1, 4, 1, 3):
    heapq.heappush(heap, item)
print([heapq.heappop(heap) for _ in range(5)], heapq.nlargest(2, [4, 9, 2]), heapq.nsmallest(2, [4, 9, 2]))
numbers = [9, 7, 8]
heapq.heapify(numbers)
print(numbers[0], heapq.heappushpop(numbers, 1), heapq.heapreplace(numbers, 10), list(heapq.merge([1, 4], [2, 3])))
grades = [60, 70, 80, 90]
print([("FDCBA")[bisect.bisect(grades, score)] for score in (33, 60, 77, 89, 100)], bisect.bisect_left(grades, 70))
bisect.insort(grades, 75)
print(grades)
try:
    heapq.heappush([(1, students[0])], (1, students[1]))
except TypeError as error:
    print(error)
