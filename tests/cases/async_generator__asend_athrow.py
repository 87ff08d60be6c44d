import asyncio


async def averager():
    total, count, average = 0.0, 0, None
    while True:
        try:
            value = yield average
        except ValueError as error:
            print("ignored:", error)
            continue
        await asyncio.sleep(0.01)
        total += value
        count += 1
        average = total / count


async def main():
    generator = averager()
    await generator.asend(None)
    for value in (10, 20, 60):
        print(await generator.asend(value))
    print(await generator.athrow(ValueError("not a number")))
    await generator.aclose()

    async def once():
        yield 1

    async for value in once():
        print(value)


asyncio.run(main())
