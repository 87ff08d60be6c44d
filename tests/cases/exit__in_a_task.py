import asyncio


async def quitter():
    await asyncio.sleep(0.1)
    print("quitting")
    raise SystemExit(4)


async def other():
    try:
        await asyncio.sleep(10)
    except asyncio.CancelledError:
        print("other cancelled")
        raise


async def main():
    await asyncio.gather(other(), quitter())


asyncio.run(main())
