import asyncio
from contextlib import AsyncExitStack, ExitStack, asynccontextmanager, contextmanager, nullcontext, redirect_stdout, suppress
import io


@asynccontextmanager
async def resource(name, fail_on_exit=False):
    print("open", name)
    await asyncio.sleep(0.01)
    try:
        yield name.upper()
    except KeyError as e:
        print(name, "saw", repr(e))
        raise
    finally:
        await asyncio.sleep(0.01)
        print("close", name)
        if fail_on_exit:
            raise RuntimeError(f"{name} failed to close")


@contextmanager
def tag(name):
    print(f"<{name}>")
    yield
    print(f"</{name}>")


@tag("fn")
def decorated():
    print("inside")


async def acallback(*args, **kw):
    print("acallback", args, kw)


async def main():
    async with AsyncExitStack() as stack:
        names = [await stack.enter_async_context(resource(n)) for n in "ab"]
        stack.enter_context(tag("sync"))
        stack.push_async_callback(acallback, 1, x=2)
        stack.callback(print, "callback")
        print(names)
    try:
        async with AsyncExitStack() as stack:
            await stack.enter_async_context(resource("outer"))
            await stack.enter_async_context(resource("inner", fail_on_exit=True))
            raise KeyError("body")
    except RuntimeError as e:
        print(repr(e), "context:", repr(e.__context__))
    stack = AsyncExitStack()
    await stack.enter_async_context(resource("moved"))
    moved = stack.pop_all()
    await stack.aclose()
    print("not yet")
    await moved.aclose()
    decorated()
    with suppress(ZeroDivisionError, KeyError):
        1 / 0
    out = io.StringIO()
    with redirect_stdout(out), nullcontext(5) as five:
        print("captured", five)
    print(repr(out.getvalue()))
    with ExitStack() as es:
        es.push(lambda t, v, tb: print("exit", t.__name__) or True)
        raise ValueError("suppressed")
    async with nullcontext("n") as n, resource("z") as z:
        print(n, z)


@asynccontextmanager
async def twice():
    yield 1
    yield 2


@asynccontextmanager
async def never():
    if False:
        yield


async def bad():
    for cm in (twice, never):
        try:
            async with cm() as v:
                print(v)
        except RuntimeError as e:
            print(e)
    try:
        with resource("x"):
            pass
    except TypeError as e:
        print(e)
    try:
        async with tag("x"):
            pass
    except TypeError as e:
        print(e)


asyncio.run(main())
asyncio.run(bad())
