"""`wait_for` waits until its predicate holds, returns what that said, and is woken by `notify(n)` in order."""
import asyncio


class Account:
    def __init__(self):
        self.balance = 0
        self.changed = asyncio.Condition()

    async def put(self, amount):
        async with self.changed:
            self.balance += amount
            print(f"+{amount} = {self.balance}")
            self.changed.notify_all()

    async def take(self, name, amount):
        async with self.changed:
            enough = await self.changed.wait_for(lambda: self.balance >= amount and f"{self.balance} is enough")
            self.balance -= amount
            print(f"  {name} takes {amount}: {enough}")


async def main():
    account = Account()
    async with asyncio.TaskGroup() as group:
        for name, amount in [("ada", 50), ("bob", 30), ("cy", 5)]:
            group.create_task(account.take(name, amount))
        for amount in (10, 20, 60):
            await asyncio.sleep(1)
            await account.put(amount)
    print("left:", account.balance)

    changed = account.changed
    for use in (changed.notify, changed.notify_all):
        try:
            use()
        except RuntimeError as error:
            print(error)
    try:
        await changed.wait()
    except RuntimeError as error:
        print(error)
    async with changed:
        try:
            async with asyncio.timeout(1):
                await changed.wait_for(lambda: False)
        except TimeoutError:
            print("gave up, and holds the lock again:", changed.locked())


asyncio.run(main())
