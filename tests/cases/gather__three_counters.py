import asyncio
import time


async def count(name):
    print(f"{name}: one")
    await asyncio.sleep(1)
    print(f"{name}: two")


async def main():
    await asyncio.gather(count("a"), count("b"), count("c"))


if __name__ == "__main__":
    start = time.perf_counter()
    asyncio.run(main())
    elapsed = time.perf_counter() - start
    print(f"done in {elapsed:0.2f} seconds.")
