"""Failures of nested groups, taken apart by several `except*`."""
import asyncio


async def fails(delay, error):
    await asyncio.sleep(delay)
    raise error


async def stubborn():
    try:
        await asyncio.sleep(10)
    except asyncio.CancelledError:
        raise OSError("while cleaning up") from None


def shape(error):
    if isinstance(error, BaseExceptionGroup):
        return [error.message, *map(shape, error.exceptions)]
    return repr(error)


async def inner():
    async with asyncio.TaskGroup() as group:
        group.create_task(fails(1, ValueError("inner")))
        group.create_task(stubborn())


async def main():
    try:
        async with asyncio.TaskGroup() as group:
            group.create_task(inner())
            group.create_task(fails(1, KeyError("outer")))
            group.create_task(asyncio.sleep(5))
    except* (ValueError, KeyError) as matched:
        print("wrong:", shape(matched))
    except* OSError as matched:
        print("system:", shape(matched))
    else:
        print("never")
    finally:
        print("finally")

    try:
        try:
            async with asyncio.TaskGroup() as group:
                group.create_task(stubborn())
                await fails(0.5, ZeroDivisionError("from the body"))
        except* ZeroDivisionError as matched:
            print("handled:", shape(matched))
            raise
    except* Exception as matched:
        print("again:", shape(matched))
        print(shape(matched.split(ArithmeticError)[1]), matched.subgroup(lambda error: "body" in str(error)))


asyncio.run(main())
