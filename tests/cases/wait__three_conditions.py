import asyncio


async def job(n, fail=False):
    await asyncio.sleep(n)
    if fail:
        raise ValueError(n)
    return n


def names(tasks):
    return sorted(t.get_name() for t in tasks)


async def trial(condition, fail):
    tasks = [asyncio.create_task(job(n, fail and n == 2), name=f"job{n}") for n in (3, 1, 2)]
    done, pending = await asyncio.wait(tasks, return_when=condition)
    print(condition, "done:", names(done), "pending:", names(pending))
    for task in pending:
        task.cancel()
    for task in done:
        if task.exception():
            print("  failed:", repr(task.exception()))


async def main():
    for condition in (asyncio.FIRST_COMPLETED, asyncio.FIRST_EXCEPTION, asyncio.ALL_COMPLETED):
        for fail in (False, True):
            await trial(condition, fail)
    tasks = [asyncio.create_task(job(n), name=f"job{n}") for n in (1, 9)]
    done, pending = await asyncio.wait(tasks, timeout=2)
    print("timeout:", names(done), names(pending))


asyncio.run(main())
