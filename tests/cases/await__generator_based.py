"""`types.coroutine`: generators that can be awaited."""
import asyncio
import inspect
import types


@types.coroutine
def switch():
    yield


@types.coroutine
def doubled(value):
    result = yield from asyncio.sleep(0.1, value)
    return 2 * result


@types.coroutine
def plainly():
    return doubled(4)


def not_marked():
    yield


async def main():
    print(await doubled(21), await plainly())
    for i in range(2):
        await switch()
        print(i)
    made = doubled(1)
    print(inspect.isawaitable(made), inspect.iscoroutine(made), asyncio.iscoroutine(made), type(made).__name__)
    print(inspect.isgeneratorfunction(doubled), inspect.iscoroutinefunction(doubled))
    print(bool(doubled.__code__.co_flags & inspect.CO_ITERABLE_COROUTINE), doubled.__name__)
    print(await asyncio.ensure_future(made))
    print(inspect.isawaitable(not_marked()))
    try:
        await not_marked()
    except TypeError as error:
        print(error)


def delegates():
    coroutine = main()
    try:
        yield from coroutine
    finally:
        coroutine.close()


asyncio.run(main())
try:
    next(delegates())
except TypeError as error:
    print(error)
