"""`AsyncExitStack`: pushed callbacks, errors that one exit swallows and another replaces, and `pop_all`."""
import asyncio
from contextlib import AsyncExitStack, ExitStack, aclosing, asynccontextmanager, suppress


@asynccontextmanager
async def resource(name, log):
    log.append(f"open {name}")
    try:
        yield name.upper()
    except LookupError as error:
        log.append(f"{name} swallows {error!r}")
    finally:
        log.append(f"close {name}")


async def said(log, text):
    await asyncio.sleep(0.1)
    log.append(text)


async def replace(kind, error, traceback):
    if kind is ValueError:
        raise KeyError("replaced") from error


async def numbers(log):
    try:
        for n in range(10):
            yield n
    finally:
        log.append("numbers closed")


async def main():
    log = []
    async with AsyncExitStack() as stack:
        print(await stack.enter_async_context(resource("a", log)))
        stack.push_async_callback(said, log, "called back")
        stack.callback(log.append, "and at once")
        stack.push_async_exit(replace)
        stack.enter_context(suppress(ZeroDivisionError))
        raise ValueError("first")
    print(*log, sep="\n")

    log.clear()
    async with AsyncExitStack() as stack:
        names = [await stack.enter_async_context(resource(name, log)) for name in "xyz"]
        kept = stack.pop_all()
    print(names, log)
    await kept.aclose()
    print(log[3:])

    async with aclosing(numbers(log)) as values:
        async for value in values:
            if value == 2:
                break
    print(log[-1], value)
    for wrong in (ExitStack(), AsyncExitStack()):
        try:
            wrong.enter_context(5)
        except TypeError as error:
            print(error)


asyncio.run(main())
