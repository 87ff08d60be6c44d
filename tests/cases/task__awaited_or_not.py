import asyncio
import time


async def whisper(seconds, word):
    await asyncio.sleep(seconds)
    print(word, f"at {time.perf_counter() - begin:.1f}")
    return word.upper()


async def in_sequence():
    await whisper(1, "good")
    await whisper(2, "evening")


async def at_once():
    first = asyncio.create_task(whisper(1, "good"))
    second = asyncio.create_task(whisper(2, "evening"))
    print(await first, await second)


async def forgotten():
    asyncio.create_task(whisper(0.5, "in time"))
    asyncio.create_task(whisper(5, "never said"))
    await asyncio.sleep(1)
    print("main leaves")


for program in (in_sequence, at_once, forgotten):
    begin = time.perf_counter()
    asyncio.run(program())
    print(program.__name__, f"took {time.perf_counter() - begin:.1f}")
