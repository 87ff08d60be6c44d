import asyncio


async def user(lock, name, log):
    async with lock:
        log.append(name)
        await asyncio.sleep(0.01)


async def main():
    lock, log = asyncio.Lock(), []
    await lock.acquire()
    tasks = [asyncio.create_task(user(lock, name, log)) for name in "abcd"]
    await asyncio.sleep(0)
    # The first waiter is cancelled in the very turn in which the lock is handed to it.
    lock.release()
    tasks[0].cancel()
    late = asyncio.create_task(user(lock, "late", log))
    await asyncio.gather(*tasks, late, return_exceptions=True)
    print(log, tasks[0].cancelled())
    # Releasing and acquiring again in one breath does not overtake those who wait.
    await lock.acquire()
    waiting = asyncio.create_task(user(lock, "waiter", log))
    await asyncio.sleep(0)
    lock.release()
    await lock.acquire()
    log.append("greedy")
    lock.release()
    await waiting
    print(log[-2:])


asyncio.run(main())
