"""A state machine whose changes others wait for, with a condition."""
import asyncio
import enum


class State(enum.Enum):
    IDLE = enum.auto()
    CONNECTING = enum.auto()
    OPEN = enum.auto()
    CLOSED = enum.auto()

    def __str__(self):
        return self.name.title()


NEXT = {
    State.IDLE: {State.CONNECTING},
    State.CONNECTING: {State.OPEN, State.CLOSED},
    State.OPEN: {State.CLOSED},
    State.CLOSED: set(),
}


class Connection:
    def __init__(self):
        self.state = State.IDLE
        self.changed = asyncio.Condition()
        self.log = []

    async def change_to(self, state):
        if state not in NEXT[self.state]:
            raise ValueError(f"not from {self.state} to {state}")
        async with self.changed:
            self.log.append(f"{self.state!s} -> {state}")
            self.state = state
            self.changed.notify_all()

    async def wait_until(self, state, timeout=None):
        async with self.changed:
            await asyncio.wait_for(self.changed.wait_for(lambda: self.state is state), timeout)


async def main():
    connection = Connection()
    waiting = asyncio.create_task(connection.wait_until(State.OPEN))
    for state in State.CONNECTING, State.OPEN:
        await asyncio.sleep(0.1)
        await connection.change_to(state)
    await waiting
    print(connection.log, connection.state, repr(connection.state))
    try:
        await connection.change_to(State.IDLE)
    except ValueError as error:
        print(error)
    try:
        await connection.wait_until(State.CLOSED, timeout=0.1)
    except TimeoutError:
        print("still", connection.state, connection.changed.locked())


asyncio.run(main())
