"""What asyncio itself logs, and from where."""
import asyncio
import logging
import sys
import time

logging.basicConfig(
    level=logging.DEBUG, stream=sys.stdout, format="%(levelname)s %(name)s %(filename)s:%(lineno)d %(funcName)s: %(message)s")


async def main():
    logging.info("in main")
    loop = asyncio.get_running_loop()
    if not loop.get_debug():
        loop.call_exception_handler({"message": "something is wrong", "detail": 5})
    loop.slow_callback_duration = 0.2
    time.sleep(0.3)
    await asyncio.sleep(0)


asyncio.run(main())
logging.getLogger("asyncio").setLevel(logging.WARNING)
asyncio.run(main(), debug=True)
