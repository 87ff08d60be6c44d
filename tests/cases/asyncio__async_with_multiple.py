import asyncio


class Conn:
    def __init__(self, name, fail=False):
        self.name, self.fail = name, fail

    async def __aenter__(self):
        print("open", self.name)
        await asyncio.sleep(0.01)
        if self.fail:
            raise ConnectionError(self.name)
        return self

    async def __aexit__(self, exc_type, exc, tb):
        await asyncio.sleep(0.01)
        print("close", self.name, exc_type and exc_type.__name__)
        return self.name == "forgiving"

    async def query(self, sql):
        return f"{self.name}:{sql}"


async def main():
    async with Conn("a") as a, Conn("b") as b:
        print(await a.query("x"), await b.query("y"))
    try:
        async with Conn("c"), Conn("d", fail=True):
            print("not here")
    except ConnectionError as e:
        print("failed", e)
    async with Conn("forgiving"):
        raise ValueError("forgiven")
    async with (
        Conn("p") as p,
        Conn("q") as q,
    ):
        print(p.name + q.name)
    try:
        async with Conn("e"):
            async with Conn("f"):
                raise KeyError("inner")
    except KeyError as e:
        print(repr(e))


async def early():
    async with Conn("early"):
        return "returned"


async def looped():
    for i in range(3):
        async with Conn(f"loop{i}"):
            if i == 0:
                continue
            break


asyncio.run(main())
print(asyncio.run(early()))
asyncio.run(looped())
