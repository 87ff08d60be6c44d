import asyncio


class Actor:
    def __init__(self, name):
        self.name, self.inbox, self.state = name, asyncio.Queue(), 0

    async def run(self):
        while True:
            message, reply = await self.inbox.get()
            match message:
                case "stop":
                    reply.set_result(f"{self.name} stopped at {self.state}")
                    return
                case ("add", int(n)):
                    self.state += n
                    reply.set_result(self.state)
                case _:
                    reply.set_exception(ValueError(f"{self.name} cannot {message!r}"))

    async def ask(self, message):
        reply = asyncio.get_running_loop().create_future()
        await self.inbox.put((message, reply))
        return await reply


async def main():
    actors = [Actor(n) for n in ("left", "right")]
    tasks = [asyncio.create_task(a.run()) for a in actors]
    print(await asyncio.gather(*(a.ask(("add", i)) for i, a in enumerate(actors * 3))))
    try:
        await actors[0].ask("dance")
    except ValueError as e:
        print(e)
    print(await asyncio.gather(*(a.ask("stop") for a in actors)))
    await asyncio.gather(*tasks)


asyncio.run(main())
