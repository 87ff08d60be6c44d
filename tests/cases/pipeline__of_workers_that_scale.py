"""A pipeline whose second stage gets more workers while its queue is long, and stops in order."""
import asyncio

STOP = object()


async def produce(out, count):
    for n in range(count):
        await asyncio.sleep(0.1)
        await out.put(n)


async def work(name, source, out):
    done = 0
    while True:
        item = await source.get()
        try:
            if item is STOP:
                return name, done
            await asyncio.sleep(0.5)
            await out.put((item, item * item))
            done += 1
        finally:
            source.task_done()


async def supervise(source, out, limit):
    workers = []
    while True:
        if not workers or (source.qsize() >= 3 and len(workers) < limit):
            name = f"w{len(workers) + 1}"
            workers.append(asyncio.create_task(work(name, source, out)))
            print(f"{name} starts with {source.qsize()} waiting")
        try:
            await asyncio.sleep(0.25)
        except asyncio.CancelledError:
            for _ in workers:
                await source.put(STOP)
            return [await worker for worker in workers]


async def main():
    source, out = asyncio.Queue(), asyncio.Queue()
    supervisor = asyncio.create_task(supervise(source, out, limit=4))
    await produce(source, 20)
    await source.join()
    supervisor.cancel()
    for name, done in await supervisor:
        print(name, "did", done)
    results = [out.get_nowait() for _ in range(out.qsize())]
    print(sorted(results) == [(n, n * n) for n in range(20)], results[:6])


asyncio.run(main())
