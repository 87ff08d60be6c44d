import asyncio
from dataclasses import asdict, dataclass, field, replace
from enum import Enum


class Mode(str, Enum):
    FAST = "fast"
    SAFE = "safe"


@dataclass(frozen=True)
class Config:
    name: str
    mode: Mode = Mode.SAFE
    limits: dict[str, int] = field(default_factory=lambda: {"tasks": 2})

    @classmethod
    def parse(cls, text: str) -> "Config":
        pairs = dict(part.split("=") for part in text.split(";"))
        return cls(pairs["name"], Mode(pairs.get("mode", "safe")))


@dataclass
class Service:
    config: Config
    started: bool = field(default=False, init=False)
    log: list[str] = field(default_factory=list, repr=False, compare=False)

    async def __aenter__(self):
        await asyncio.sleep(0.1)
        self.started = True
        self.log.append("started")
        return self

    async def __aexit__(self, *exc):
        self.started = False
        self.log.append("stopped")

    async def work(self, n: int) -> int:
        await asyncio.sleep(0.1 if self.config.mode is Mode.FAST else 0.5)
        return n * self.config.limits["tasks"]


async def main():
    config = Config.parse("name=demo;mode=fast")
    async with Service(config) as service:
        print(service, await asyncio.gather(*map(service.work, range(3))))
    print(service.log, asdict(config), replace(config, mode=Mode.SAFE), Service(config) == service)
    print(Mode("fast") == "fast", f"{Mode.FAST.value}", repr(config.mode), hash(Config("a", limits=())) == hash(Config("a", limits=())))
    for bad in ("name=x;mode=warp", "mode=fast"):
        try:
            Config.parse(bad)
        except (ValueError, KeyError) as e:
            print(type(e).__name__, e)


asyncio.run(main())
