import asyncio
import contextvars
import queue
import threading
import time
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor

request = contextvars.ContextVar("request", default="none")


def blocking(name, delay):
    time.sleep(delay)
    return f"{name} {request.get()}"


async def ticker(n):
    for i in range(n):
        await asyncio.sleep(0.03)
        print("tick", i)


async def main():
    request.set("mine")
    loop = asyncio.get_running_loop()
    results = await asyncio.gather(
        asyncio.to_thread(blocking, "a", 0.1),
        loop.run_in_executor(None, blocking, "b", 0.05),
        ticker(3),
    )
    print(results)
    with ThreadPoolExecutor(2) as pool:
        print(await asyncio.gather(*(loop.run_in_executor(pool, pow, n, 2) for n in range(4))))
        future = loop.run_in_executor(pool, blocking, "late", 0.2)
        try:
            await asyncio.wait_for(future, 0.02)
        except asyncio.TimeoutError:
            print("timeout", future.cancelled())
    try:
        await asyncio.to_thread(int, "x")
    except ValueError as error:
        print(error)
    event = asyncio.Event()
    threading.Timer(0.02, lambda: loop.call_soon_threadsafe(event.set)).start()
    await event.wait()
    print("the event was set by a thread")
    inbox = queue.Queue()
    outbox = asyncio.Queue()

    def server():
        while (item := inbox.get()) is not None:
            loop.call_soon_threadsafe(outbox.put_nowait, item.upper())

    thread = threading.Thread(target=server)
    thread.start()
    for word in ("to", "and", "fro"):
        inbox.put(word)
        print(await outbox.get())
    inbox.put(None)
    await asyncio.to_thread(thread.join)
    print(thread.is_alive())
    loop.set_default_executor(ThreadPoolExecutor(1, thread_name_prefix="own"))
    print(await asyncio.to_thread(lambda: threading.current_thread().name))
    task = asyncio.create_task(asyncio.to_thread(time.sleep, 0.05))
    await asyncio.sleep(0.01)
    task.cancel()
    try:
        await task
    except asyncio.CancelledError:
        print("the task is cancelled, the thread is not")


asyncio.run(main())
print(ProcessPoolExecutor.__name__)
