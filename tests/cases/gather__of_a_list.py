"""A list in place of its items, the common mistake with `gather`."""
import asyncio


async def main():
    work = [asyncio.sleep(0, n) for n in range(2)]
    try:
        await asyncio.gather(work)
    except TypeError as error:
        print(error)
    print(await asyncio.gather(*work))


asyncio.run(main())
