import asyncio
from collections import defaultdict
from typing import Any, Awaitable, Callable

Handler = Callable[[str, Any], Awaitable[None]]


class EventBus:
    def __init__(self) -> None:
        self._handlers: dict[str, list[Handler]] = defaultdict(list)
        self.errors: list[BaseException] = []

    def on(self, *topics: str) -> Callable[[Handler], Handler]:
        def register(handler: Handler) -> Handler:
            for topic in topics:
                self._handlers[topic].append(handler)
            return handler
        return register

    async def publish(self, topic: str, payload: Any = None) -> int:
        handlers = [*self._handlers.get(topic, ()), *self._handlers.get("*", ())]
        results = await asyncio.gather(*(h(topic, payload) for h in handlers), return_exceptions=True)
        self.errors += [r for r in results if isinstance(r, BaseException)]
        return len(handlers)


bus = EventBus()


@bus.on("user.created", "user.deleted")
async def audit(topic: str, payload: Any) -> None:
    await asyncio.sleep(0.02)
    print(f"audit: {topic} {payload!r}")


@bus.on("user.created")
async def welcome(topic, payload):
    await asyncio.sleep(0.01)
    print(f"welcome, {payload['name']}!")


@bus.on("*")
async def everything(topic, payload):
    if payload is None:
        raise LookupError(f"no payload for {topic}")
    print("*", topic)


async def main():
    print(await bus.publish("user.created", {"name": "Zoë"}))
    print(await bus.publish("user.deleted", {"name": "Zoë"}))
    print(await bus.publish("tick"))
    print(bus.errors, {k: [h.__name__ for h in v] for k, v in bus._handlers.items()})


asyncio.run(main())
