import asyncio


async def work(n):
    print("start", n)
    await asyncio.sleep(0)
    print("end", n)
    return n


def factory(loop, coro, context=None):
    print("making a task of", coro.__name__)
    return asyncio.Task(coro, loop=loop, name=f"made-{coro.__qualname__}")


async def main():
    loop = asyncio.get_running_loop()
    loop.set_task_factory(factory)
    t = asyncio.create_task(work(1))
    print(t.get_name(), loop.get_task_factory() is factory)
    await t
    named = asyncio.create_task(work(2), name="explicit")
    print(named.get_name())
    await named
    loop.set_task_factory(None)
    plain = asyncio.create_task(work(3))
    print(plain.get_name().startswith("Task-"), plain.get_coro().__name__, plain.get_loop() is loop)
    await plain


asyncio.run(main())
