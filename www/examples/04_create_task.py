# Watch the kettle's lane end early, cancelled: main returned, and the loop closed over it.

import asyncio


async def toast():
    print("toast: in it goes")
    await asyncio.sleep(0.8)
    print("toast: done")


async def kettle():
    print("kettle: on")
    try:
        await asyncio.sleep(2)
        print("kettle: boiling")  # never printed: see below
    except asyncio.CancelledError:
        print("kettle: switched off before it boiled")
        raise


async def main():
    asyncio.create_task(kettle(), name="kettle")  # started, never awaited
    task = asyncio.create_task(toast(), name="toast")
    print("main: both are started, nothing has run yet")
    await task
    print("main: breakfast is ready (is it?)")


asyncio.run(main())
