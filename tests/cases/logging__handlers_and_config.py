import logging
import logging.config
import logging.handlers
import queue
import sys

records = queue.Queue()
stream = logging.StreamHandler(sys.stdout)
stream.setFormatter(logging.Formatter("%(levelname)-8s %(name)s %(threadName)s: %(message)s"))
listener = logging.handlers.QueueListener(records, stream, respect_handler_level=True)
logger = logging.getLogger("app")
logger.setLevel(logging.DEBUG)
logger.addHandler(logging.handlers.QueueHandler(records))
logger.propagate = False
listener.start()
logger.info("queued %s", "message")
try:
    1 / 0
except ZeroDivisionError:
    logger.exception("failed")
listener.stop()

memory = logging.handlers.MemoryHandler(10, flushLevel=logging.ERROR, target=stream)
logger = logging.getLogger("memory")
logger.propagate = False
logger.addHandler(memory)
logger.warning("held back")
print("nothing yet")
logger.error("now both")
memory.close()

logging.config.dictConfig({
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"short": {"format": "[{levelname}] {message}", "style": "{"}},
    "filters": {"named": {"name": "configured"}},
    "handlers": {
        "out": {"class": "logging.StreamHandler", "formatter": "short", "level": "INFO", "stream": "ext://sys.stdout",
                "filters": ["named"]},
    },
    "loggers": {"configured": {"handlers": ["out"], "level": "DEBUG", "propagate": False}},
    "root": {"handlers": ["out"], "level": "WARNING"},
})
logging.getLogger("configured").info("by dictionary")
logging.getLogger("configured").debug("too low")
logging.getLogger("configured.child").warning("from the child")
logging.getLogger("other").error("filtered out")
for config in ({}, {"version": 2}, {"version": 1, "handlers": {"x": {"class": "no.such.Class"}}}):
    try:
        logging.config.dictConfig(config)
    except ValueError as error:
        print(error)
