# finds: nothing
import asyncio
async def fail():
    await asyncio.sleep(0.1)
    raise ValueError("boom")
async def ok():
    await asyncio.sleep(1)
async def main():
    try:
        async with asyncio.TaskGroup() as tg:
            tg.create_task(fail())
            tg.create_task(ok())
    except* ValueError as eg:
        print(eg.exceptions)
asyncio.run(main())
