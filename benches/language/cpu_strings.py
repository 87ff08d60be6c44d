"""Splitting, joining, formatting, searching."""
import time


def run():
    lines = [f"{i:05d},name{i % 97},{i * 1.5:.2f}" for i in range(30_000)]
    text = "\n".join(lines)
    total = 0.0
    for line in text.split("\n"):
        number, name, value = line.split(",")
        if name.endswith("7") and "9" in number:
            total += float(value)
    upper = text.upper().replace("NAME", "n").count("n9")
    return total, upper, text.find("name96,99")


start = time.perf_counter()
run()
print("seconds:", time.perf_counter() - start)
