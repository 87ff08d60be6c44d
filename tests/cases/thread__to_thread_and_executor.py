import asyncio


def blocking(n):
    return n * n


async def main():
    print(await asyncio.to_thread(blocking, 7))
    loop = asyncio.get_running_loop()
    print(await loop.run_in_executor(None, blocking, 8))
    print(await asyncio.gather(*(asyncio.to_thread(blocking, n) for n in range(3))))
    try:
        await asyncio.to_thread(blocking, "x")
    except TypeError as error:
        print(error)


asyncio.run(main())
