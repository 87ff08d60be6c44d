import asyncio


async def compute(n):
    return n


def forget():
    c = compute(1)
    return "forgot"


async def main():
    x = compute(2)
    del x
    print("after del")
    print(forget())
    y = compute(3)
    y = None
    print("after None")
    asyncio.sleep(1)
    compute(4)
    print(await compute(5))


asyncio.run(main())
c = compute(6)
print("end")
