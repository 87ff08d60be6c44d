"""`run_in_executor` and `run_coroutine_threadsafe`: results, errors and cancellation across the border."""
import asyncio
import concurrent.futures
import functools


def divide(a, b, *, rounded=False):
    return round(a / b) if rounded else a / b


async def slow_answer(value):
    await asyncio.sleep(0.01)
    if value < 0:
        raise ValueError(f"negative: {value}")
    return value * 2


def asks(loop, value):
    future = asyncio.run_coroutine_threadsafe(slow_answer(value), loop)
    try:
        return future.result()
    except ValueError as error:
        return f"{type(error).__name__}: {error}"


async def main():
    loop = asyncio.get_running_loop()
    with concurrent.futures.ThreadPoolExecutor(max_workers=1) as pool:
        print(await loop.run_in_executor(pool, divide, 7, 2))
        print(await loop.run_in_executor(pool, functools.partial(divide, 7, 2, rounded=True)))
        try:
            await loop.run_in_executor(pool, divide, 1, 0)
        except ZeroDivisionError as error:
            print(type(error).__name__, error)
        print(await loop.run_in_executor(pool, asks, loop, 21))
        print(await asyncio.to_thread(asks, loop, -1))
        print([await future for future in [loop.run_in_executor(pool, divide, n, 4) for n in range(4)]])
    try:
        loop.run_in_executor(pool, divide, 1, 1)
    except RuntimeError as error:
        print(error)

    def never():
        future = asyncio.run_coroutine_threadsafe(asyncio.sleep(100), loop)
        loop.call_soon_threadsafe(future.cancel)
        try:
            future.result()
        except concurrent.futures.CancelledError:
            return f"cancelled: {future.cancelled()}"

    print(await asyncio.to_thread(never))
    try:
        asyncio.run_coroutine_threadsafe(divide, loop)
    except TypeError as error:
        print(error)


asyncio.run(main())
