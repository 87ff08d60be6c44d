import asyncio


async def porter(name, queue):
    while True:
        weight = await queue.get()
        await asyncio.sleep(weight)
        queue.task_done()
        print(f"{name} carried {weight:.2f}")


async def main():
    queue = asyncio.Queue()
    for n in range(1, 10):
        queue.put_nowait(n * 0.05)
    porters = [asyncio.create_task(porter(f"porter-{i}", queue)) for i in range(3)]
    started = asyncio.get_running_loop().time()
    await queue.join()
    took = asyncio.get_running_loop().time() - started
    for task in porters:
        task.cancel()
    results = await asyncio.gather(*porters, return_exceptions=True)
    print([type(r).__name__ for r in results])
    print(f"all carried after {took:.2f} seconds")


asyncio.run(main())
