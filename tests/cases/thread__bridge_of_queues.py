"""A thread that produces, a loop that consumes: by an executor, by threadsafe calls, by wrapped futures."""
import asyncio
import concurrent.futures
import queue
import threading


def produce(items):
    for i in range(4):
        items.put(i)
    items.put(None)


async def drain():
    items = queue.Queue()
    thread = threading.Thread(target=produce, args=(items,), name="producer")
    thread.start()
    loop = asyncio.get_running_loop()
    found = []
    while (item := await loop.run_in_executor(None, items.get)) is not None:
        found.append(item)
    thread.join()
    return found


def send(loop, inbox):
    for word in "abc":
        loop.call_soon_threadsafe(inbox.put_nowait, word)
    future = asyncio.run_coroutine_threadsafe(inbox.put("end"), loop)
    return future.result(timeout=5)


async def main():
    print(await drain())
    inbox = asyncio.Queue()
    thread = threading.Thread(target=send, args=(asyncio.get_running_loop(), inbox))
    thread.start()
    while (word := await inbox.get()) != "end":
        print("got", word)
    await asyncio.to_thread(thread.join)
    with concurrent.futures.ThreadPoolExecutor(2) as pool:
        futures = {pool.submit(pow, base, 3): base for base in (2, 3, 4)}
        done = concurrent.futures.as_completed(futures)
        print(sorted((futures[future], future.result()) for future in done))
        print(await asyncio.wrap_future(pool.submit(sum, [1, 2])), list(pool.map(str.upper, "xy")))
        failed = pool.submit(lambda: 1 / 0)
        print(repr(failed.exception()), failed.done())


asyncio.run(main())
