"""What `athrow` and `aclose` lead to when the generator handles, ignores, or answers them."""
import asyncio


async def source(log):
    n = 0
    while True:
        try:
            await asyncio.sleep(0.1)
            sent = yield n
            log.append(f"sent {sent!r}")
            n += 1
        except KeyError as error:
            log.append(f"handled {error!r}")
            n = 100
        except GeneratorExit:
            log.append("closing")
            await asyncio.sleep(0.1)
            raise
        finally:
            log.append(f"finally {n}")


async def deaf():
    try:
        yield 1
    except GeneratorExit:
        print("  no")
        yield 2


async def main():
    log = []
    numbers = source(log)
    print(
        await anext(numbers), await numbers.asend("x"), await numbers.athrow(KeyError("k")),
        await numbers.asend(None)
    )
    await numbers.aclose()
    print(*log, sep="\n")
    print(await anext(numbers, "exhausted"))
    await numbers.aclose()
    try:
        await numbers.athrow(ValueError)
    except (ValueError, StopAsyncIteration) as error:
        print(repr(error))

    fresh = source(log)
    try:
        await fresh.athrow(ValueError("before the start"))
    except ValueError as error:
        print(repr(error), len(log))

    unwilling = deaf()
    await anext(unwilling)
    try:
        await unwilling.aclose()
    except RuntimeError as error:
        print(error)

    fresh = source([])
    try:
        await fresh.asend(1)
    except TypeError as error:
        print(error)


asyncio.run(main())
