import asyncio


async def job(n):
    await asyncio.sleep(n)
    if n == 2:
        raise ValueError("two is bad")
    return n


async def main():
    for ready in asyncio.as_completed([job(3), job(1), job(2)]):
        try:
            print("got", await ready)
        except ValueError as error:
            print("error", error)
    try:
        for ready in asyncio.as_completed([job(1), job(5)], timeout=2.5):
            print("in time", await ready)
    except asyncio.TimeoutError as error:
        print("too late", repr(error))


asyncio.run(main())
