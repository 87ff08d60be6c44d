"""Notes, causes and groups together in one traceback on stderr."""
import asyncio


class ConfigError(Exception):
    pass


def parse(text):
    try:
        return int(text)
    except ValueError as error:
        error.add_note(f"while reading {text!r}")
        error.add_note("expected a number,\nfor example 5")
        raise ConfigError("bad setting") from error


async def load(text):
    await asyncio.sleep(0.1)
    return parse(text)


async def main():
    try:
        async with asyncio.TaskGroup() as group:
            group.create_task(load("five"))
            group.create_task(load("5"))
    except* ConfigError as group:
        group.add_note("the group has a note, too")
        raise RuntimeError("could not start") from group


asyncio.run(main())
