import asyncio

balance = 100


async def withdraw(lock, name, amount):
    global balance
    print(name, "wants", amount, "locked:", lock.locked())
    async with lock:
        seen = balance
        await asyncio.sleep(0.1)
        if seen >= amount:
            balance = seen - amount
            print(name, "got", amount)
        else:
            print(name, "is refused")


async def main():
    lock = asyncio.Lock()
    await asyncio.gather(*(withdraw(lock, n, a) for n, a in [("ann", 60), ("bob", 50), ("cid", 40)]))
    print(balance, lock.locked())
    try:
        lock.release()
    except RuntimeError as error:
        print(error)
    await lock.acquire()
    try:
        await asyncio.wait_for(lock.acquire(), 0.1)
    except TimeoutError:
        print("no second acquire")
    lock.release()
    print(lock.locked())


asyncio.run(main())
