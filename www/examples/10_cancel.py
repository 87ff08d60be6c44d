# Watch the diver: cancelled in the deep, the task still needs some steps to get out.

import asyncio


async def dive():
    depth = 0
    try:
        while True:
            depth += 10
            print(f"diver: {depth} m")
            await asyncio.sleep(0.25)
    except asyncio.CancelledError:
        print("diver: called back")
        raise
    finally:
        while depth > 0:  # awaiting in a clean-up is fine
            depth -= 20
            await asyncio.sleep(0.15)
            print(f"diver: up to {max(depth, 0)} m")


async def main():
    diver = asyncio.create_task(dive(), name="diver")
    await asyncio.sleep(1.4)
    print("boat: come up!")
    diver.cancel()
    try:
        await diver
    except asyncio.CancelledError:
        print("boat: welcome back,", "cancelled" if diver.cancelled() else "done")


asyncio.run(main())
