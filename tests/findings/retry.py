# finds: nothing
import asyncio
attempts = 0
async def flaky():
    global attempts
    attempts += 1
    await asyncio.sleep(0.1)
    if attempts < 3:
        raise ConnectionError("no")
    return "ok"
async def main():
    for attempt in range(5):
        try:
            print(await flaky())
            break
        except ConnectionError:
            await asyncio.sleep(2 ** attempt * 0.1)
asyncio.run(main())
