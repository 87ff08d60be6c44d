"""A text that grows piece by piece, and generators that are joined."""
import time


def run():
    text = ""
    for i in range(200_000):
        text += "ab"
    parts = []
    for i in range(200_000):
        parts.append(str(i))
    return len(text), len("".join(parts)), len("-".join(chr(97 + i % 26) for i in range(200_000)))


start = time.perf_counter()
run()
print("seconds:", time.perf_counter() - start)
