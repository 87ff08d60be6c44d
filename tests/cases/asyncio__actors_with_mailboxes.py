"""Actors: each account is a task with a mailbox, requests carry a future for the answer, and a crash restarts one."""
import asyncio


class Actor:
    def __init__(self, name):
        self.name = name
        self.mailbox = asyncio.Queue()
        self.restarts = 0
        self.task = asyncio.create_task(self.supervised(), name=name)

    async def supervised(self):
        while True:
            try:
                return await self.serve()
            except ArithmeticError as error:
                self.restarts += 1
                print(f"{self.name} restarts after {error!r}")

    async def serve(self):
        while True:
            method, args, answer = await self.mailbox.get()
            if method == "stop":
                answer.set_result(f"{self.name} stopped")
                return
            try:
                answer.set_result(await getattr(self, "on_" + method)(*args))
            except Exception as error:
                answer.set_exception(error)
                if isinstance(error, ArithmeticError):
                    raise

    def ask(self, method, *args):
        answer = asyncio.get_running_loop().create_future()
        self.mailbox.put_nowait((method, args, answer))
        return answer


class Account(Actor):
    balance = 0

    async def on_add(self, amount):
        if self.balance + amount < 0:
            raise ValueError(f"{self.name} has only {self.balance}")
        await asyncio.sleep(0.1)
        self.balance += amount
        return self.balance

    async def on_share(self, parts):
        return self.balance // parts


async def transfer(source, target, amount):
    await source.ask("add", -amount)
    return await target.ask("add", amount)


async def main():
    ada, bob = Account("ada"), Account("bob")
    print(await asyncio.gather(ada.ask("add", 100), bob.ask("add", 50), ada.ask("add", 5)))
    print(
        await asyncio.gather(
            transfer(ada, bob, 30), transfer(bob, ada, 10), transfer(bob, ada, 500), return_exceptions=True
        )
    )
    print(await asyncio.gather(ada.ask("share", 0), ada.ask("share", 5), return_exceptions=True))
    print(await asyncio.gather(ada.ask("stop"), bob.ask("stop")), ada.balance, bob.balance, ada.restarts)
    print(await asyncio.gather(ada.task, bob.task))


asyncio.run(main())
