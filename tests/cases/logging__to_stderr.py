import asyncio
import logging

logging.basicConfig(level=logging.INFO, format="%(levelname)s:%(name)s:%(message)s")
log = logging.getLogger("worker")


async def work(n):
    log.info("start %d", n)
    await asyncio.sleep(n)
    log.debug("not shown")
    log.warning("done %s", n)


async def main():
    await asyncio.gather(work(2), work(1))
    try:
        1 / 0
    except ZeroDivisionError:
        log.exception("broken")


asyncio.run(main())
print("end", log.name, logging.getLevelName(30), log.isEnabledFor(logging.DEBUG))
