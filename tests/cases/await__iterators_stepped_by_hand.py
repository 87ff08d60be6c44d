"""What `__await__` returns, and the steps of async generators, driven with `next`, `send` and `throw`."""
import asyncio


async def give(value):
    return value


async def count():
    received = yield 1
    try:
        yield received
    except KeyError as error:
        yield repr(error)


def step(method, *args):
    try:
        print("yielded", method(*args))
    except StopIteration as stop:
        print("returned", stop.value)


async def futures():
    future = asyncio.get_running_loop().create_future()
    iterator = future.__await__()
    print(type(iterator).__name__, next(iterator) is future)
    future.set_result("done")
    step(next, iterator)
    for yielded in asyncio.Future():
        print("a pending future yields itself:", yielded)
        break


coroutine = give(5)
iterator = coroutine.__await__()
print(type(iterator).__name__, iter(iterator) is iterator)
step(next, iterator)
try:
    next(iterator)
except RuntimeError as error:
    print(error)

generator = count()
for awaitable in generator.__anext__(), generator.asend("sent"), generator.athrow(KeyError("thrown")), generator.aclose():
    print(type(awaitable).__name__)
    step(awaitable.send, None)
asyncio.run(futures())
