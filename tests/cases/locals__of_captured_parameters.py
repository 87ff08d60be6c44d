"""`locals()` has each name once, with its present value, whether an inner function uses it or not."""
import asyncio


def outer(x):
    def inner(y):
        def innermost(z):
            return y + z

        w = x + y
        y += 3
        return {name: value for name, value in locals().items() if not callable(value)}

    return inner


print(outer(2)(4))


async def handler(request, *args, retries=3, **options):
    async def attempt():
        return request, retries

    retries -= 1
    print(len(locals()), sorted(locals()), locals()["retries"])
    return await attempt()


print(asyncio.run(handler("r", 1, timeout=2)))
