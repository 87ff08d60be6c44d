import asyncio


def divide(a, b):
    return a / b


def average(numbers):
    return divide(sum(numbers), len(numbers))


async def report(rows):
    await asyncio.sleep(0)
    for row in rows:
        print(average(row))


async def main():
    await report([[1, 2, 3], [], [4]])


asyncio.run(main())
