import asyncio
from contextlib import asynccontextmanager


@asynccontextmanager
async def session():
    try:
        yield {"user": None}
    finally:
        await asyncio.sleep(0)


async def rows(s):
    for i in range(3):
        yield s["user"].name if i else i


async def main():
    async with session() as s:
        async for row in rows(s):
            print(row)


asyncio.run(main())
