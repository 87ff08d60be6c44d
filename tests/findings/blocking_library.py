# finds: blocked:4
import asyncio, time
def requests_get(url):
    time.sleep(0.5)
    return url
async def fetch(url):
    return requests_get(url)
async def ticker():
    for _ in range(5):
        print("tick")
        await asyncio.sleep(0.2)
async def main():
    t = asyncio.create_task(ticker())
    print(await asyncio.gather(*(fetch(u) for u in "abc")))
    await t
asyncio.run(main())
