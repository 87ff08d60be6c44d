import asyncio
import random


async def job(n):
    await asyncio.sleep(random.uniform(0.1, 1))
    if n == 3:
        raise RuntimeError(f"job {n} broke")
    return n * 10


async def main():
    random.seed(5)
    total = 6
    done = 0
    for next_done in asyncio.as_completed([job(n) for n in range(total)]):
        try:
            result = await next_done
        except RuntimeError as e:
            result = f"({e})"
        done += 1
        bar = "#" * (done * 20 // total)
        print(f"[{bar:<20}] {done / total:>6.1%} {result}")
    try:
        for c in asyncio.as_completed([asyncio.sleep(5, "slow"), asyncio.sleep(0.1, "fast")], timeout=1):
            print(await c)
    except asyncio.TimeoutError as e:
        print("timed out", repr(e))


asyncio.run(main())
