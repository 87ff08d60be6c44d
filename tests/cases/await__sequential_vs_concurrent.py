import asyncio
import time


async def brew(name, seconds):
    print(f"brewing {name}")
    await asyncio.sleep(seconds)
    return f"{name} ready"


async def main():
    t = time.perf_counter()
    print(await brew("coffee", 3), await brew("tea", 2))
    print(f"sequential {time.perf_counter() - t:.1f}s")
    t = time.perf_counter()
    print(*await asyncio.gather(brew("coffee", 3), brew("tea", 2)), sep=" & ")
    print(f"concurrent {time.perf_counter() - t:.1f}s")


asyncio.run(main())
