import asyncio
import contextvars
import time
from concurrent.futures import ThreadPoolExecutor
from functools import partial

user = contextvars.ContextVar("user", default="nobody")


def blocking(n, *, power=2):
    time.sleep(n / 10)
    return n ** power


def who():
    return user.get()


async def main():
    start = time.perf_counter()
    print(await asyncio.gather(*(asyncio.to_thread(blocking, n) for n in (3, 1, 2))))
    print(f"{time.perf_counter() - start:.1f}")
    user.set("ada")
    print(await asyncio.to_thread(who))
    loop = asyncio.get_running_loop()
    print(await loop.run_in_executor(None, who), await loop.run_in_executor(None, partial(blocking, 2, power=3)))
    with ThreadPoolExecutor(max_workers=2) as pool:
        futures = [loop.run_in_executor(pool, blocking, n) for n in range(4)]
        print(await asyncio.gather(*futures))
    try:
        await asyncio.to_thread(lambda: 1 / 0)
    except ZeroDivisionError as e:
        print("thread raised", e)


asyncio.run(main())
