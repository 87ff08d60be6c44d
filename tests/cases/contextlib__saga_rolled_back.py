"""A booking of several steps: each leaves its undoing on a stack, which is run in reverse unless all went well."""
import asyncio
from contextlib import AsyncExitStack


class SoldOut(Exception):
    pass


class Journal:
    def __init__(self):
        self.lines = []

    async def do(self, text, fail=None):
        await asyncio.sleep(0.5)
        if fail:
            raise fail
        self.lines.append(f"+ {text}")

    async def undo(self, text, *, clumsy=False):
        await asyncio.sleep(0.1)
        self.lines.append(f"- {text}")
        if clumsy:
            raise OSError(f"could not undo {text}")


async def book(journal, *, seats=True, clumsy=False):
    async with AsyncExitStack() as undoing:
        await journal.do("flight")
        undoing.push_async_callback(journal.undo, "flight")
        await journal.do("hotel")
        undoing.push_async_callback(journal.undo, "hotel", clumsy=clumsy)
        await journal.do("concert", None if seats else SoldOut("no seats"))
        undoing.pop_all()
        return "booked"


async def main():
    for options in ({}, {"seats": False}, {"seats": False, "clumsy": True}):
        journal = Journal()
        try:
            print(await book(journal, **options))
        except Exception as error:
            print(repr(error), "after", repr(error.__context__))
        print(*journal.lines, sep=", ")
    journal = Journal()
    try:
        await asyncio.wait_for(book(journal), 1.2)
    except TimeoutError:
        print("too late:", *journal.lines)


asyncio.run(main())
