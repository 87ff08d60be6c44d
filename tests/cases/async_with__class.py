import asyncio


class Connection:
    def __init__(self, name):
        self.name = name

    async def __aenter__(self):
        await asyncio.sleep(0.1)
        print("open", self.name)
        return self

    async def __aexit__(self, kind, error, traceback):
        await asyncio.sleep(0.1)
        print("close", self.name, kind.__name__ if kind else None)
        return kind is KeyError

    async def ask(self, question):
        await asyncio.sleep(0.2)
        return f"{self.name} says {question}?"


async def main():
    async with Connection("one") as one, Connection("two") as two:
        print(await asyncio.gather(one.ask("a"), two.ask("b")))
    async with Connection("three"):
        raise KeyError("swallowed")
    try:
        async with Connection("four"):
            raise ValueError("not swallowed")
    except ValueError as error:
        print(error)


asyncio.run(main())
