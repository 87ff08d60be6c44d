import asyncio


class Handler:
    registry = {}

    def __init_subclass__(cls, /, event=None, **kwargs):
        super().__init_subclass__(**kwargs)
        if event:
            Handler.registry[event] = cls
            cls.event = event

    async def handle(self, payload):
        raise NotImplementedError(f"{type(self).__name__}.handle")


class Start(Handler, event="start"):
    async def handle(self, payload):
        return f"starting {payload}"


class Stop(Handler, event="stop"):
    pass


class Base(Handler):
    pass


async def dispatch(event, payload):
    try:
        return await Handler.registry[event]().handle(payload)
    except KeyError as e:
        return f"unknown event {e}"
    except NotImplementedError as e:
        return f"not implemented: {e}"


async def main():
    for event in ("start", "stop", "other"):
        print(await dispatch(event, 1))
    print(sorted(Handler.registry), Handler.__subclasses__(), hasattr(Base, "event"))


asyncio.run(main())
