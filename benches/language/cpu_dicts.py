"""Counting and grouping words."""
import time


def run():
    words = [f"word{(i * 31) % 5003}" for i in range(100_000)]
    counts = {}
    for word in words:
        counts[word] = counts.get(word, 0) + 1
    groups = {}
    for word, count in counts.items():
        groups.setdefault(count, []).append(word)
    squares = {n: n * n for n in range(100_000)}
    return len(groups), sum(squares[n] for n in range(0, 100_000, 3)), max(counts.values())


start = time.perf_counter()
run()
print("seconds:", time.perf_counter() - start)
