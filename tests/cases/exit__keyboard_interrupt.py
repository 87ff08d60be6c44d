import asyncio


async def main():
    try:
        await asyncio.sleep(0.1)
        raise KeyboardInterrupt
    finally:
        print("cleaned up")


try:
    asyncio.run(main())
except KeyboardInterrupt as error:
    print("interrupted", repr(error), isinstance(error, Exception))
