"""An event loop class of the program's own, by hand and by a runner."""
import asyncio


class Tracing(asyncio.SelectorEventLoop):
    def __init__(self, *args):
        super().__init__(*args)
        self.log = []

    def create_task(self, coroutine, **options):
        self.log.append(coroutine.__name__)
        return super().create_task(coroutine, **options)

    def call_exception_handler(self, context):
        self.log.append(context["message"].partition(" in ")[0])


async def child(number):
    await asyncio.sleep(0.01)
    return number


async def main():
    loop = asyncio.get_running_loop()
    loop.call_soon(lambda: 1 / 0)
    loop.call_later(0.005, print, "later")
    first = asyncio.create_task(child(1), name="first")
    print(first.get_name(), await asyncio.gather(first, child(2)), first.get_loop() is loop)
    return loop


loop = Tracing()
print(isinstance(loop, asyncio.AbstractEventLoop), loop)
print(loop.run_until_complete(main()) is loop, loop.log, loop.is_running())
loop.close()
print(loop)

with asyncio.Runner(loop_factory=Tracing) as runner:
    runner.run(main())
    print(runner.get_loop().log)
