import asyncio


async def child():
    await asyncio.sleep(1)


async def main():
    me = asyncio.current_task()
    tasks = [asyncio.create_task(child(), name=f"child-{n}") for n in range(3)]
    everyone = asyncio.all_tasks()
    print(sorted(t.get_name() for t in everyone), me in everyone)
    tasks[0].cancel()
    await asyncio.sleep(0)
    await asyncio.sleep(0)
    print(sorted(t.get_name() for t in asyncio.all_tasks()))
    print(asyncio.iscoroutinefunction(child), asyncio.isfuture(tasks[1]))
    coroutine = child()
    print(asyncio.iscoroutine(coroutine), coroutine.__name__)
    coroutine.close()


asyncio.run(main())
