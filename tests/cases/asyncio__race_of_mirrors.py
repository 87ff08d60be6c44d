"""The first mirror that answers well wins, starts are staggered, the losers are cancelled, and all may fail."""
import asyncio


async def mirror(name, delay, fails=False):
    try:
        await asyncio.sleep(delay)
    except asyncio.CancelledError:
        print(f"  {name} cancelled")
        raise
    if fails:
        raise ConnectionError(f"{name} is down")
    return f"page from {name}"


async def first_good(mirrors, stagger):
    """Starts another one after each pause or failure, and returns what succeeds first."""
    waiting, running, failures = list(mirrors), set(), []
    try:
        while waiting or running:
            if waiting:
                running.add(asyncio.create_task(waiting.pop(0)))
            done, running = await asyncio.wait(
                running, timeout=stagger if waiting else None, return_when=asyncio.FIRST_COMPLETED
            )
            for task in done:
                if error := task.exception():
                    failures.append(error)
                else:
                    return task.result(), len(failures)
        raise ExceptionGroup("no mirror", failures)
    finally:
        for task in running:
            task.cancel()
        await asyncio.gather(*running, return_exceptions=True)
        for coroutine in waiting:
            coroutine.close()


async def main():
    loop = asyncio.get_running_loop()
    for plan in (
        [("a", 3), ("b", 1), ("c", 1)],
        [("a", 0.2, True), ("b", 9), ("c", 0.5)],
        [("a", 0.1, True), ("b", 0.1, True)],
        [("quick", 0.1), ("never started", 1)],
    ):
        start = loop.time()
        try:
            result = await first_good([mirror(*each) for each in plan], stagger=0.5)
        except* ConnectionError as group:
            result = [str(error) for error in group.exceptions]
        print(f"{loop.time() - start:.1f} s: {result}")


asyncio.run(main())
