"""Texts that come through a queue are read as literals, and those that are none are refused."""

import ast
import asyncio

TEXTS = [
    "{'retries': 3, 'hosts': ['a', 'b'], 'limits': (1, 2.5, -3)}", "(1, 'x', None, True, ...)", "b'ab'", "{1, 2}",
    "1 + 2j", "-5", "'a' 'b'", "  [1, 2, ]", "set()", "{}", "()", "1, 2", "r'\\n'", "1_000", "0x1f", "(1)", "{1: {2: [3]}}",
    "open('x')", "name", "a.b", "a[0]", "1 + 1", "not 1", "--1", "[1,", "1 if x else 2",
]


async def read(texts):
    while (text := await texts.get()) is not None:
        try:
            print(repr(text), "is", repr(ast.literal_eval(text)))
        except (ValueError, SyntaxError) as error:
            print(repr(text), type(error).__name__, str(error).partition("0x")[0])


async def main():
    texts = asyncio.Queue(maxsize=2)
    reader = asyncio.create_task(read(texts))
    for text in TEXTS:
        await texts.put(text)
    await texts.put(None)
    await reader
    try:
        ast.literal_eval(3)
    except ValueError as error:
        print(error)


asyncio.run(main())
