import asyncio
import contextvars

var = contextvars.ContextVar("var", default=0)


async def bump():
    var.set(var.get() + 1)
    return var.get()


async def name():
    return asyncio.current_task().get_name()


with asyncio.Runner() as runner:
    print(runner.run(bump()), runner.run(bump()), var.get())
    print(runner.run(name()), runner.run(name()))
    loop = runner.get_loop()
    print(loop.is_running(), runner.run(asyncio.sleep(0, "x")))
    try:
        runner.run(5)
    except ValueError as e:
        print(e)
print(loop.is_closed())


async def nested():
    c = name()
    try:
        asyncio.run(c)
    except RuntimeError as e:
        print(e)
    finally:
        c.close()


asyncio.run(nested())
try:
    asyncio.run(main=5)
except ValueError as e:
    print(e)


async def fails():
    raise LookupError("from run")


try:
    asyncio.run(fails())
except LookupError as e:
    print(repr(e))
