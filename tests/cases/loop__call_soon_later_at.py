import asyncio


def note(text):
    print(f"{asyncio.get_running_loop().time():.2f}", text)


async def main():
    loop = asyncio.get_running_loop()
    loop.call_later(0.2, note, "later 0.2")
    loop.call_later(0.1, note, "later 0.1")
    loop.call_at(loop.time() + 0.15, note, "at 0.15")
    loop.call_soon(note, "soon 1")
    loop.call_soon(note, "soon 2")
    handle = loop.call_later(0.12, note, "never")
    handle.cancel()
    print(handle.cancelled(), loop.is_running())
    note("main")
    await asyncio.sleep(0.3)
    note("end")


def recurring(loop, left):
    print("tick", left)
    if left:
        loop.call_later(1, recurring, loop, left - 1)
    else:
        loop.stop()


asyncio.run(main())
loop = asyncio.new_event_loop()
loop.call_soon(recurring, loop, 3)
loop.run_forever()
loop.close()
print("closed", loop.is_closed())
