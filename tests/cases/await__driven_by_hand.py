import types


@types.coroutine
def pause(value):
    answer = yield value
    return answer


async def inner(n):
    got = await pause(f"inner {n}")
    return got * 2


async def outer():
    total = 0
    for n in range(3):
        total += await inner(n)
    return total


coroutine = outer()
print(coroutine.send(None))
print(coroutine.send(1))
print(coroutine.send(10))
try:
    coroutine.send(100)
except StopIteration as stop:
    print("returned", stop.value)
try:
    coroutine.send(None)
except RuntimeError as error:
    print(error)

other = outer()
other.send(None)
try:
    other.throw(ValueError("thrown in"))
except ValueError as error:
    print("out again:", error)
