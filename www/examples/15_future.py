# Watch the two waiters wake in one turn: no task completes the future, a callback of the loop does.

import asyncio


def arrive(letter):
    print("the postman rings")
    letter.set_result("Dear Loop, wish you were here")


async def reader(name, letter):
    print(f"{name} waits for the letter")
    text = await letter
    print(f"{name} reads: {text}")


async def main():
    loop = asyncio.get_running_loop()
    letter = loop.create_future()
    letter.add_done_callback(lambda done: print("the letter is", done.result()[:4], "..."))
    loop.call_later(1, arrive, letter)
    await asyncio.gather(reader("Nora", letter), reader("Otto", letter))


asyncio.run(main())
