import asyncio
import logging
import sys

logger = logging.getLogger("app.worker")
logger.setLevel(logging.DEBUG)
handler = logging.StreamHandler(sys.stdout)
handler.setFormatter(logging.Formatter("[%(levelname)-8s] %(name)s %(funcName)s:%(lineno)d %(taskName)s - %(message)s"
                                       .replace(" %(taskName)s", "")))
logger.addHandler(handler)
logger.propagate = False


class OnlyOdd(logging.Filter):
    def filter(self, record):
        return not hasattr(record, "n") or record.n % 2 == 1


handler.addFilter(OnlyOdd())


async def worker(n):
    logger.info("worker %d of %s", n, "many", extra={"n": n})
    try:
        if n == 3:
            raise RuntimeError("worker three")
    except RuntimeError:
        logger.exception("it failed")
    await asyncio.sleep(0.1)
    logger.debug("done %(n)s and %(m)r", {"n": n, "m": "x"})


async def main():
    await asyncio.gather(*(worker(i) for i in range(4)))
    logger.warning("warn")
    logger.error("error", exc_info=False)
    logger.critical("critical")
    logger.log(15, "custom level")
    print(logging.getLevelName(15), logging.getLevelName("INFO"), logger.isEnabledFor(10), logger)
    child = logger.getChild("sub")
    child.info("from child")
    print(child.name, child.parent.name, child.getEffectiveLevel(), logging.getLogger("app").level)
    logging.addLevelName(25, "NOTICE")
    logger.log(25, "noticed")
    logger.disabled = True
    logger.error("silent")


asyncio.run(main())
adapter = logging.LoggerAdapter(logging.getLogger("plain"), {"user": "bob"})
logging.basicConfig(level=logging.INFO, format="{levelname}:{message}:{user}", style="{", stream=sys.stdout)
adapter.info("hello")
logging.getLogger("plain").info("bad %d", "x", extra={"user": 1}) if False else None
