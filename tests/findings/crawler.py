# finds: nothing
import asyncio, random
async def fetch(url):
    await asyncio.sleep(random.uniform(0.1, 0.5))
    return f"<html>{url}</html>"
async def worker(name, queue, results):
    while True:
        url = await queue.get()
        try:
            html = await fetch(url)
            results.append(html)
            print(name, url)
        finally:
            queue.task_done()
async def main():
    queue = asyncio.Queue()
    results = []
    for n in range(20):
        queue.put_nowait(f"http://example.com/{n}")
    workers = [asyncio.create_task(worker(f"worker-{i}", queue, results)) for i in range(3)]
    await queue.join()
    for w in workers:
        w.cancel()
    await asyncio.gather(*workers, return_exceptions=True)
    print(len(results))
asyncio.run(main())
