import asyncio
import enum
from contextlib import suppress


class Light(enum.Enum):
    RED = ("red", 3)
    GREEN = ("green", 2)
    YELLOW = ("yellow", 0.5)

    def __init__(self, label, seconds):
        self.label = label
        self.seconds = seconds

    def next(self):
        members = list(type(self))
        return members[(members.index(self) + 1) % len(members)]

    def __str__(self):
        return f"<{self.label}>"


class Controller:
    transitions = 0

    def __init__(self):
        self.light = Light.RED
        self.changed = asyncio.Condition()
        self.log = []

    async def run(self):
        loop = asyncio.get_running_loop()
        while True:
            await asyncio.sleep(self.light.seconds)
            async with self.changed:
                self.light = self.light.next()
                type(self).transitions += 1
                self.log.append((round(loop.time(), 1), self.light))
                self.changed.notify_all()

    async def wait_for(self, light):
        async with self.changed:
            await self.changed.wait_for(lambda: self.light is light)


async def car(name, controller, arrives):
    await asyncio.sleep(arrives)
    if controller.light is not Light.GREEN:
        print(f"{name} waits at {controller.light}")
        await controller.wait_for(Light.GREEN)
    print(f"{name} drives at {controller.light} ({controller.light!r})")


async def main():
    controller = Controller()
    runner = asyncio.create_task(controller.run())
    await asyncio.gather(car("A", controller, 0.5), car("B", controller, 3.2), car("C", controller, 5.1))
    runner.cancel()
    with suppress(asyncio.CancelledError):
        await runner
    print(Controller.transitions, [(f"{t:.1f}", str(s)) for t, s in controller.log])
    print(Light.RED.value, Light["GREEN"].seconds, Light(("yellow", 0.5)), runner.cancelled())


asyncio.run(main())
