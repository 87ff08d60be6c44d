"""A `Runner` runs coroutines one after another in one loop, and says what it cannot do."""
import asyncio


async def who():
    loop = asyncio.get_running_loop()
    loop.count = getattr(loop, "count", 0) + 1
    return loop.count, asyncio.current_task().get_name()


async def background(log):
    try:
        await asyncio.sleep(100)
    finally:
        log.append("background ended")


def refused(function, *args):
    try:
        function(*args)
    except (ValueError, RuntimeError) as error:
        print(type(error).__name__, error)


async def nested(runner):
    coroutine = who()
    refused(runner.run, coroutine)
    coroutine.close()


log = []
runner = asyncio.Runner(debug=False)
with runner:
    print(runner.run(who()), runner.run(who()), runner.get_loop().get_debug())
    runner.run(nested(runner))
    refused(runner.run, 5)
    refused(runner.run, who)
    left = runner.get_loop().create_task(background(log))
    runner.run(asyncio.sleep(1))
    print("before the end:", log, left.done())
print("after it:", log, left.cancelled())
coroutine = who()
refused(runner.run, coroutine)
coroutine.close()
refused(runner.get_loop)
runner.close()
refused(asyncio.get_running_loop)
