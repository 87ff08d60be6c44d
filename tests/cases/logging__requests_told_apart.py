"""Log records that carry the request's id by a filter and a context variable, and an adapter with fields of its own."""
import asyncio
import contextvars
import logging
import sys

request = contextvars.ContextVar("request", default="-")


class WithRequest(logging.Filter):
    def filter(self, record):
        record.request = request.get()
        return "secret" not in record.getMessage()


class Prefixed(logging.LoggerAdapter):
    def process(self, message, kwargs):
        return f"<{self.extra['user']}> {message}", kwargs


class Counting(logging.Handler):
    def __init__(self):
        super().__init__(logging.WARNING)
        self.counts = {}

    def emit(self, record):
        self.counts[record.levelname] = self.counts.get(record.levelname, 0) + 1


stream = logging.StreamHandler(sys.stdout)
stream.setFormatter(logging.Formatter("{levelname:<7} [{request}] {name}: {message}", style="{"))
stream.addFilter(WithRequest())
counting = Counting()
logging.basicConfig(level=logging.DEBUG, handlers=[stream, counting])
logging.getLogger("asyncio").setLevel(logging.WARNING)
log = logging.getLogger("shop.orders")


async def handle(number, items):
    request.set(f"r{number}")
    log.debug("%d items", items)
    await asyncio.sleep(1 / number)
    Prefixed(log, {"user": f"u{number}"}).info("paying %(sum).2f", {"sum": items * 9.99})
    try:
        log.info("secret token %s", number)
        1 / (items - 2)
    except ZeroDivisionError:
        log.warning("failed", exc_info=items > 2)
        log.getChild("audit").error("request %s", request.get())


async def main():
    await asyncio.gather(*(handle(number, items) for number, items in [(1, 1), (2, 2), (3, 3)]))
    log.critical("done in %s", request.get())
    print(counting.counts, log.getEffectiveLevel(), log.parent.name, log.isEnabledFor(5), log.hasHandlers())


asyncio.run(main())
