import asyncio
from contextvars import ContextVar, copy_context

var = ContextVar("var", default="default")


def report(label):
    print(label, var.get())


async def child():
    report("child sees")
    var.set("changed by child")


async def main():
    var.set("main")
    await asyncio.create_task(child())
    report("after task")
    await child()
    report("after await")
    loop = asyncio.get_running_loop()
    loop.call_soon(report, "soon")
    var.set("later")
    loop.call_soon(report, "soon 2")
    context = copy_context()
    context.run(var.set, "only there")
    loop.call_later(0.01, report, "later with context", context=context) if False else loop.call_later(0.01, report, "timer")
    await asyncio.sleep(0.02)
    print(context[var], await loop.run_in_executor(None, var.get), await asyncio.to_thread(var.get))

    async def gen():
        var.set("in generator")
        yield var.get()
    async for x in gen():
        print(x, var.get())
    fut = loop.create_future()
    fut.add_done_callback(lambda f: report("callback"))
    var.set("at the end")
    fut.set_result(None)
    await asyncio.sleep(0)


asyncio.run(main())
report("outside")
