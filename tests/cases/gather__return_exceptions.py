import asyncio


class Broken(Exception):
    pass


async def job(n):
    await asyncio.sleep(n / 10)
    if n % 3 == 0:
        raise Broken(f"job {n} broke")
    if n == 4:
        return 1 / 0
    return n


async def main():
    results = await asyncio.gather(*(job(n) for n in range(1, 8)), return_exceptions=True)
    for number, result in enumerate(results, start=1):
        if isinstance(result, Exception):
            print(number, "failed:", type(result).__name__, result)
        else:
            print(number, "returned", result)
    print([repr(r) for r in results if isinstance(r, Broken)])


asyncio.run(main())
