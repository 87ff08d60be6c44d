import asyncio


async def runner(name, gun, results):
    await gun.wait()
    await asyncio.sleep(len(name) / 100)
    results.append(name)


async def main():
    gun, results = asyncio.Event(), []
    runners = [asyncio.create_task(runner(n, gun, results)) for n in ("Anna", "Bo", "Charlotte")]
    for count in (3, 2, 1):
        print(count)
        await asyncio.sleep(1)
    print(gun)
    gun.set()
    print("go!", gun.is_set(), gun)
    await asyncio.gather(*runners)
    print(results)
    gun.clear()
    try:
        await asyncio.wait_for(gun.wait(), 0.5)
    except asyncio.TimeoutError:
        print("nobody fired", gun.is_set())


asyncio.run(main())
