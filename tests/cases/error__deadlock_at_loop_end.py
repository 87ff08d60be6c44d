import asyncio


async def main():
    loop = asyncio.get_running_loop()
    loop.call_later(1, loop.stop)
    await loop.create_future()


try:
    asyncio.run(main())
except RuntimeError as error:
    print(error)
try:
    asyncio.run("not a coroutine")
except ValueError as error:
    print(error)


async def nested():
    inner = main()
    try:
        asyncio.run(inner)
    except RuntimeError as error:
        print(error)
    finally:
        inner.close()


asyncio.run(nested())
try:
    asyncio.create_task(print)
except RuntimeError as error:
    print(error)
