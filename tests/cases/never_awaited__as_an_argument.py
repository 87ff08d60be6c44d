"""A coroutine that is but an argument dies with the statement: it is told of there."""
import asyncio


async def hello():
    print("never printed")


def use(coroutine):
    return type(coroutine).__name__


print(type(hello()).__name__)
print(use(hello()), 1)
for number in range(2):
    print(number, asyncio.iscoroutine(hello()))
kept = hello()
print(type(kept).__name__, type(hello()).__name__)
kept.close()
several = []
several.append(hello())
print(len(several))
several.pop().close()


async def main():
    print(type(hello()).__name__)
    print(type(asyncio.sleep(1)).__name__)
    await asyncio.sleep(0)
    print("end")


asyncio.run(main())
