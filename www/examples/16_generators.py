# Watch no lane at all: this event loop is a few lines of Python, and its tasks are plain generators.

from collections import deque


def counter(name, count):
    for number in range(1, count + 1):
        print(f"{name} {number}")
        yield  # give the others a turn


def both(first, second):
    yield from first  # what `await` once was
    print("half way")
    yield from second


def echo():
    heard = "nothing"
    while heard is not None:
        heard = yield f"I heard {heard}"


def run(*tasks):
    ready = deque(tasks)
    while ready:
        task = ready.popleft()
        try:
            next(task)
            ready.append(task)
        except StopIteration:
            print("     (one is done)")


run(counter("tick", 2), both(counter("one", 2), counter("two", 2)), counter("tock", 3))

parrot = echo()
next(parrot)
print(parrot.send("a knock"), "/", parrot.send("a bell"))
parrot.close()
