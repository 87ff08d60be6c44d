"""Heaps: merging sorted streams, a running median, shortest paths, lazy deletion and the k best."""
import heapq
from itertools import count, islice

print(list(heapq.merge([1, 4, 9], [2, 3], [5])), list(heapq.merge("adg", "bEF", key=str.lower)))
print(list(heapq.merge([9, 5], [8, 1], reverse=True)), list(islice(heapq.merge(count(0, 3), count(1, 5)), 6)))


def medians(numbers):
    low, high = [], []
    for number in numbers:
        heapq.heappush(high, -heapq.heappushpop(low, -number))
        if len(high) > len(low):
            heapq.heappush(low, -heapq.heappop(high))
        yield -low[0] if len(low) > len(high) else (high[0] - low[0]) / 2


print(list(medians([5, 2, 8, 1, 9, 7])))

ROADS = {
    "A": {"B": 7, "C": 9, "F": 14},
    "B": {"C": 10, "D": 15},
    "C": {"D": 11, "F": 2},
    "D": {"E": 6},
    "F": {"E": 9},
    "G": {},
}


def shortest(graph, start):
    best, came = {start: 0}, {}
    heap = [(0, start)]
    while heap:
        length, place = heapq.heappop(heap)
        if length > best[place]:
            continue
        for to, road in graph.get(place, {}).items():
            if length + road < best.get(to, float("inf")):
                best[to], came[to] = length + road, place
                heapq.heappush(heap, (length + road, to))
    return best, came


best, came = shortest(ROADS, "A")
path = ["E"]
while path[-1] != "A":
    path.append(came[path[-1]])
print(best, "-".join(reversed(path)), "G" in best)

words = "the quick brown fox jumps over the lazy dog".split()
print(
    heapq.nlargest(3, words, key=len), heapq.nsmallest(2, words), heapq.nsmallest(0, words),
    heapq.nlargest(99, [2, 3, 1])
)
heap = [5, 3, 8, 1]
heapq.heapify(heap)
print(heap)
print(heapq.heapreplace(heap, 9), heapq.heappushpop(heap, 0), [heapq.heappop(heap) for _ in range(len(heap))])
for wrong in (
    lambda: heapq.heappop([]), lambda: heapq.heappush((), 1), lambda: heapq.heapify([1, "a"])
):
    try:
        print(wrong())
    except (IndexError, TypeError) as error:
        print(type(error).__name__, error)
