import asyncio
import functools


def logged(prefix):
    def decorate(function):
        @functools.wraps(function)
        def wrapper(*args, **kwargs):
            print(prefix, function.__name__, args, kwargs)
            return function(*args, **kwargs)

        return wrapper

    return decorate


def retried(times):
    def decorate(function):
        @functools.wraps(function)
        async def wrapper(*args):
            for attempt in range(1, times + 1):
                try:
                    return await function(*args)
                except OSError as error:
                    print(f"attempt {attempt} failed: {error}")
                    await asyncio.sleep(2**attempt)
            raise RuntimeError(f"{function.__name__} gave up")

        return wrapper

    return decorate


@logged("->")
def add(a, b=1):
    """Adds."""
    return a + b


class CountCalls:
    def __init__(self, function):
        self.function, self.calls = function, 0

    def __call__(self, *args):
        self.calls += 1
        return self.function(*args)


@CountCalls
def shout(word):
    return word.upper() + "!"


@retried(3)
async def flaky(name, left):
    left.pop()
    if left:
        raise OSError("connection lost")
    return f"{name} connected"


async def main():
    print(await flaky("first", [1, 2]))
    try:
        await flaky("second", [1] * 9)
    except RuntimeError as error:
        print(error, f"{asyncio.get_running_loop().time():.1f}")


print(add(1), add(2, b=3), add.__name__, add.__doc__)
print(shout("a"), shout("b"), shout.calls)
asyncio.run(main())
