"""A circuit breaker opens after failures, lets one call try after a pause, and closes when that succeeds."""
import asyncio
import enum


class State(enum.Enum):
    CLOSED = "closed"
    OPEN = "open"
    HALF_OPEN = "half open"


class CircuitOpen(Exception):
    pass


class Breaker:
    def __init__(self, limit, pause):
        self.limit = limit
        self.pause = pause
        self.failures = 0
        self.state = State.CLOSED
        self.opened = 0.0

    async def call(self, function, *args):
        now = asyncio.get_running_loop().time()
        if self.state is State.OPEN:
            if now - self.opened < self.pause:
                raise CircuitOpen(f"for another {self.pause - (now - self.opened):.1f} s")
            self.state = State.HALF_OPEN
        try:
            result = await function(*args)
        except ConnectionError:
            self.failures += 1
            if self.state is State.HALF_OPEN or self.failures >= self.limit:
                self.state, self.opened = State.OPEN, asyncio.get_running_loop().time()
            raise
        self.failures, self.state = 0, State.CLOSED
        return result


async def service(moment):
    await asyncio.sleep(0.1)
    if 1 <= moment < 8:
        raise ConnectionError(f"down at {moment}")
    return f"served at {moment}"


async def main():
    breaker = Breaker(limit=3, pause=3)
    for moment in range(14):
        try:
            told = await breaker.call(service, moment)
        except (ConnectionError, CircuitOpen) as error:
            told = f"{type(error).__name__}: {error}"
        print(f"{moment:2} {breaker.state.value:9} {told}")
        await asyncio.sleep(0.9)


asyncio.run(main())
