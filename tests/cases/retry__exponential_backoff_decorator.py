import asyncio
import functools
import random
import time


class TransientError(Exception):
    def __init__(self, attempt, *, code=503):
        super().__init__(f"attempt {attempt} failed with {code}")
        self.code = code


def retry(*exceptions, tries=3, delay=0.1, backoff=2, jitter=None):
    def decorate(func):
        @functools.wraps(func)
        async def wrapper(*args, **kwargs):
            wait = delay
            for attempt in range(1, tries + 1):
                try:
                    return await func(*args, attempt=attempt, **kwargs)
                except exceptions as error:
                    if attempt == tries:
                        print(f"giving up on {func.__name__}{args}: {error}")
                        raise
                    pause = wait + (jitter() if jitter else 0)
                    print(f"{type(error).__name__}: {error}; retry in {pause:.3f}s")
                    await asyncio.sleep(pause)
                    wait *= backoff
        return wrapper
    return decorate


@retry(TransientError, TimeoutError, tries=4, jitter=functools.partial(random.uniform, 0, 0.01))
async def flaky(name, *, attempt, good_at=3):
    """A flaky call."""
    await asyncio.sleep(0.05)
    if attempt < good_at:
        raise TransientError(attempt)
    return f"{name} ok after {attempt}"


async def main():
    start = time.perf_counter()
    print(await flaky("first"))
    print(flaky.__name__, flaky.__doc__, flaky.__wrapped__ is not flaky)
    outcomes = await asyncio.gather(flaky("a", good_at=1), flaky("b", good_at=9), return_exceptions=True)
    for o in outcomes:
        print(repr(o), getattr(o, "code", None))
    print(f"{time.perf_counter() - start:.2f}s")
    await flaky("last", good_at=5)


random.seed(7)
asyncio.run(main())
