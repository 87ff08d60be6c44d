import asyncio


async def who(prefix):
    task = asyncio.current_task()
    print(prefix, task.get_name())
    task.set_name(f"{prefix}-renamed")
    await asyncio.sleep(0)
    return task.get_name()


async def main():
    print(asyncio.current_task().get_name(), len(asyncio.all_tasks()))
    t = asyncio.create_task(who("a"), name="first")
    u = asyncio.create_task(who("b"))
    print(sorted(x.get_name() for x in asyncio.all_tasks())[-1], u.get_name().startswith("Task-"))
    print(await t, await u, await who("direct"))
    t.set_name(42)
    print(repr(t.get_name()))


asyncio.run(main())
try:
    asyncio.current_task()
except RuntimeError as e:
    print(e)
