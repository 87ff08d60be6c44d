import asyncio


async def crawl(group, url, depth, seen):
    if url in seen or depth == 0:
        return
    seen.append(url)
    await asyncio.sleep(0.1)
    for i in range(2):
        group.create_task(crawl(group, f"{url}/{i}", depth - 1, seen), name=f"crawl-{url}/{i}")


async def main():
    seen = []
    async with asyncio.TaskGroup() as group:
        group.create_task(crawl(group, "root", 3, seen))
        a = group.create_task(asyncio.sleep(0.05, "a"))
        b = group.create_task(asyncio.sleep(0.01, "b"))
    print(seen, a.result(), b.result())
    try:
        async with asyncio.TaskGroup() as group:
            group.create_task(asyncio.sleep(10))
            raise ValueError("in the body")
    except* ValueError as eg:
        print(eg.exceptions)
    try:
        async with asyncio.TaskGroup() as outer:
            outer.create_task(asyncio.sleep(10), name="sleeper")
            async with asyncio.TaskGroup() as inner:
                inner.create_task(fail(0.1))
    except* LookupError as eg:
        print(eg, eg.exceptions)


async def fail(delay):
    await asyncio.sleep(delay)
    raise LookupError("nested")


asyncio.run(main())
