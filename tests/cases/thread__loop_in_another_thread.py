import asyncio
import threading
import time

loop = asyncio.new_event_loop()
thread = threading.Thread(target=loop.run_forever, name="loop", daemon=True)
thread.start()


async def remote(n):
    await asyncio.sleep(0.02)
    here = threading.current_thread().name
    print("in", here, asyncio.get_running_loop() is loop)
    if n < 0:
        raise ValueError(n)
    return n + 1


future = asyncio.run_coroutine_threadsafe(remote(1), loop)
print(type(future).__module__, future.done())
print(future.result(timeout=1), loop.is_running())
failing = asyncio.run_coroutine_threadsafe(remote(-1), loop)
try:
    failing.result()
except ValueError as error:
    print("raised", error)
slow = asyncio.run_coroutine_threadsafe(asyncio.sleep(10), loop)
try:
    slow.result(0.02)
except TimeoutError:
    print("cancels", slow.cancel())
time.sleep(0.02)
print(slow.cancelled())
try:
    loop.run_forever()
except RuntimeError as error:
    print(error)


async def main():
    print("main loop in", threading.current_thread().name, asyncio.get_running_loop() is loop)
    other = asyncio.run_coroutine_threadsafe(remote(5), loop)
    print(await asyncio.wrap_future(other))
    print(len(asyncio.all_tasks()), asyncio.current_task().get_name() == "")


asyncio.run(main())
loop.call_soon_threadsafe(print, "called in the loop's thread")
loop.call_soon_threadsafe(loop.stop)
thread.join()
print(loop.is_running(), thread.is_alive())
loop.close()
print(loop.is_closed())


def whole_run(n):
    async def inside():
        await asyncio.sleep(0.25 * n)
        return threading.current_thread().name

    print(n, asyncio.run(inside()))


threads = [threading.Thread(target=whole_run, args=(n,), name=f"t{n}") for n in (3, 1, 2)]
for t in threads:
    t.start()
for t in threads:
    t.join()


def no_loop():
    try:
        asyncio.get_event_loop()
    except RuntimeError as error:
        print(error)


t = threading.Thread(target=no_loop, name="bare")
t.start()
t.join()
