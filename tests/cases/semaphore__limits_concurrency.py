import asyncio

active = 0
most = 0


async def download(semaphore, n):
    global active, most
    async with semaphore:
        active += 1
        most = max(most, active)
        print("start", n, "active", active)
        await asyncio.sleep(0.1 * (n % 3 + 1))
        active -= 1
    return n


async def main():
    semaphore = asyncio.Semaphore(3)
    print(await asyncio.gather(*(download(semaphore, n) for n in range(8))))
    print("most at once:", most, semaphore.locked())
    bounded = asyncio.BoundedSemaphore(1)
    await bounded.acquire()
    print(bounded.locked())
    bounded.release()
    try:
        bounded.release()
    except ValueError as error:
        print(error)
    try:
        asyncio.Semaphore(-1)
    except ValueError as error:
        print(error)


asyncio.run(main())
