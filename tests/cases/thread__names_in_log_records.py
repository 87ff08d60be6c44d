"""Log records name the thread that has made them."""
import asyncio
import logging
import sys
import threading
from concurrent.futures import ThreadPoolExecutor

logging.basicConfig(level=logging.INFO, stream=sys.stdout, format="%(threadName)s %(processName)s %(name)s: %(message)s")
log = logging.getLogger("log")


def work(n):
    log.info("work %d", n)
    record = log.makeRecord("x", logging.INFO, "f", 1, "m", (), None)
    return record.thread == threading.get_ident()


async def main():
    loop = asyncio.get_running_loop()
    log.info("main")
    with ThreadPoolExecutor(max_workers=1, thread_name_prefix="pool") as pool:
        print(await loop.run_in_executor(pool, work, 1))
    print(await asyncio.to_thread(work, 2))
    thread = threading.Thread(target=work, args=(3,), name="named")
    thread.start()
    thread.join()


asyncio.run(main())
