import asyncio


class Channel:
    def __init__(self):
        self._getters, self._items = [], []

    def send(self, item):
        while self._getters:
            getter = self._getters.pop(0)
            if not getter.done():
                getter.set_result(item)
                return
        self._items.append(item)

    async def receive(self):
        if self._items:
            return self._items.pop(0)
        getter = asyncio.get_running_loop().create_future()
        self._getters.append(getter)
        return await getter


async def main():
    ch = Channel()
    receivers = [asyncio.create_task(ch.receive()) for _ in range(3)]
    await asyncio.sleep(0)
    receivers[0].cancel()
    await asyncio.sleep(0)
    for x in "abc":
        ch.send(x)
    print(await asyncio.gather(*receivers[1:]), await ch.receive(), receivers[0].cancelled())


asyncio.run(main())
