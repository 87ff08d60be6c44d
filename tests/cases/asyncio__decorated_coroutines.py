import asyncio
import functools


def logged(func):
    @functools.wraps(func)
    async def wrapper(*args, **kwargs):
        shown = ", ".join([*map(repr, args), *(f"{k}={v!r}" for k, v in kwargs.items())])
        print(f"-> {func.__name__}({shown})")
        try:
            result = await func(*args, **kwargs)
        except Exception as e:
            print(f"<- {func.__name__} raised {e!r}")
            raise
        print(f"<- {func.__name__} = {result!r}")
        return result
    return wrapper


def timeout(seconds):
    def decorate(func):
        @functools.wraps(func)
        async def wrapper(*args, **kwargs):
            return await asyncio.wait_for(func(*args, **kwargs), seconds)
        return wrapper
    return decorate


class Api:
    def __init__(self, base):
        self.base = base

    @logged
    @timeout(0.5)
    async def get(self, path, *, delay=0.1):
        """Gets."""
        await asyncio.sleep(delay)
        return self.base + path

    def __repr__(self):
        return f"Api({self.base!r})"

    @classmethod
    @logged
    async def create(cls, base):
        return cls(base)

    @staticmethod
    @logged
    async def ping():
        return "pong"


async def main():
    api = await Api.create("http://x")
    await api.get("/a")
    try:
        await api.get("/slow", delay=2)
    except asyncio.TimeoutError:
        print("timed out")
    await Api.ping()
    print(Api.get.__name__, Api.get.__doc__, asyncio.iscoroutinefunction(Api.get))


asyncio.run(main())
