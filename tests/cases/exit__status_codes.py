import asyncio
import sys


async def main():
    try:
        print("leaving", file=sys.stdout)
        sys.exit(3)
    finally:
        print("finally")


try:
    sys.exit()
except SystemExit as error:
    print(repr(error), error.code)
asyncio.run(main())
print("not reached")
