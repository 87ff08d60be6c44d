import asyncio


async def main():
    lock = asyncio.Lock()
    print(lock.locked(), lock)
    async with lock as value:
        print(value, lock.locked(), lock)
        try:
            await asyncio.wait_for(lock.acquire(), 0.1)
        except TimeoutError:
            print("would deadlock")
    try:
        with lock:
            pass
    except TypeError as e:
        print(e)
    try:
        lock.release()
    except RuntimeError as e:
        print(e)
    print(await lock.acquire(), lock.locked())
    waiter = asyncio.create_task(lock.acquire())
    await asyncio.sleep(0)
    print(lock)
    waiter.cancel()
    lock.release()
    await asyncio.sleep(0)
    print(lock.locked(), waiter.cancelled())


asyncio.run(main())
