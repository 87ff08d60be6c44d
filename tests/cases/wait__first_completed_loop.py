import asyncio
import random


async def fetch(url):
    delay = random.random()
    await asyncio.sleep(delay)
    if "bad" in url:
        raise ValueError(f"cannot fetch {url}")
    return f"{url}: {delay:.2f}"


async def main():
    random.seed(3)
    pending = {asyncio.create_task(fetch(u), name=u) for u in ("a.com", "bad.com", "c.com", "d.com")}
    round_ = 0
    while pending:
        round_ += 1
        done, pending = await asyncio.wait(pending, return_when=asyncio.FIRST_COMPLETED)
        for task in done:
            if task.exception():
                print(round_, task.get_name(), "failed:", task.exception())
            else:
                print(round_, task.result())
    done, pending = await asyncio.wait([asyncio.create_task(fetch("x"))], timeout=0.001)
    print(len(done), len(pending))
    for t in pending:
        t.cancel()
        try:
            await t
        except asyncio.CancelledError:
            print("cancelled", t.get_name() != "", t.cancelled())
    done, pending = await asyncio.wait([asyncio.ensure_future(fetch(u)) for u in ("1", "bad2", "3")],
                                       return_when=asyncio.FIRST_EXCEPTION)
    print(sorted(str(t.exception() or "ok") for t in done), len(pending))
    for bad in ([], [fetch("coro")]):
        try:
            await asyncio.wait(bad)
        except (ValueError, TypeError) as e:
            print(type(e).__name__, e)
    for c in bad:
        c.close()


asyncio.run(main())
