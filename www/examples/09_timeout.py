# Watch the slow answers being cut off at the deadline, each lane ending in a cancellation.

import asyncio


async def ask(who, seconds):
    await asyncio.sleep(seconds)
    return f"{who} says yes"


async def ask_with_patience(who, seconds):
    try:
        print(await asyncio.wait_for(ask(who, seconds), timeout=1))
    except asyncio.TimeoutError:
        print(f"{who} took too long")


async def main():
    await asyncio.gather(
        ask_with_patience("the hare", 0.3),
        ask_with_patience("the fox", 0.8),
        ask_with_patience("the tortoise", 5),
    )
    try:
        async with asyncio.timeout(0.5):
            print(await ask("the snail", 3600))
    except TimeoutError:
        print("nobody waits an hour for a snail")


asyncio.run(main())
