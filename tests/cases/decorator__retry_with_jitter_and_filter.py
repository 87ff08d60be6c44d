"""A decorator that repeats a coroutine function for chosen errors, with growing and shaken pauses."""
import asyncio
import functools
import random


def retry(times, *errors, base=0.5, factor=2.0, seed=3):
    def decorate(function):
        @functools.wraps(function)
        async def wrapper(*args, **kwargs):
            chance = random.Random(seed)
            pause = base
            for attempt in range(1, times + 1):
                try:
                    return await function(*args, **kwargs)
                except errors as error:
                    wrapper.attempts.append((function.__name__, attempt, type(error).__name__))
                    if attempt == times:
                        error.add_note(f"gave up after {times} attempts")
                        raise
                    await asyncio.sleep(pause * chance.uniform(0.5, 1.5))
                    pause *= factor

        wrapper.attempts = []
        return wrapper

    return decorate


failures = iter([TimeoutError(), ConnectionResetError("again"), None])


@retry(4, OSError)
async def fetch(url):
    """Fetches."""
    if error := next(failures):
        raise error
    return f"<{url}>"


@retry(2, KeyError, base=10)
async def find(key):
    return {}[key]


async def main():
    loop = asyncio.get_running_loop()
    start = loop.time()
    print(await fetch("page"), fetch.attempts, f"{loop.time() - start:.3f}")
    try:
        await find("x")
    except KeyError as error:
        print(repr(error), error.__notes__, find.attempts, f"{loop.time() - start:.2f}")
    print(fetch.__name__, fetch.__doc__, fetch.__wrapped__.__qualname__, asyncio.iscoroutinefunction(fetch))


asyncio.run(main())
