# Watch whatever you like: replace this program, or paste one here.

import asyncio


async def main():
    ...


asyncio.run(main())
