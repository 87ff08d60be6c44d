import asyncio
import contextlib


@contextlib.asynccontextmanager
async def timer(name):
    loop = asyncio.get_running_loop()
    start = loop.time()
    print("enter", name)
    try:
        yield start
    except RuntimeError as error:
        print("handled", error)
    finally:
        print("exit", name, f"{loop.time() - start:.1f}")


async def main():
    async with timer("sleep"):
        await asyncio.sleep(1.5)
    async with timer("error"):
        raise RuntimeError("inside")
    async with contextlib.AsyncExitStack() as stack:
        for name in ("a", "b", "c"):
            await stack.enter_async_context(timer(name))
        stack.callback(print, "callback")
        await asyncio.sleep(0.5)
        print("body")


asyncio.run(main())
