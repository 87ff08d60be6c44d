import asyncio


async def relay(n, inbox, outbox):
    value = await inbox
    print(f"relay {n} passes {value}")
    outbox.set_result(value + [n])


async def main():
    loop = asyncio.get_running_loop()
    futures = [loop.create_future() for _ in range(6)]
    tasks = [asyncio.create_task(relay(n, futures[n], futures[n + 1])) for n in reversed(range(5))]
    futures[0].set_result([])
    print(await futures[-1])
    print(all(t.done() for t in tasks), sum(f.done() for f in futures))


asyncio.run(main())
