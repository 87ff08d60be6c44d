import asyncio
import time


async def main():
    loop = asyncio.get_running_loop()
    start, mono = time.time(), time.monotonic()
    await asyncio.sleep(1.5)
    print(f"{time.time() - start:.2f} {time.monotonic() - mono:.2f} {time.perf_counter() >= 1.5} {loop.time() >= 1.5}")
    time.sleep(0.25)
    print(f"{time.monotonic() - mono:.2f}", time.strftime("%Y-%m-%d", time.gmtime(0)), time.gmtime(86400).tm_mday)
    print(time.strftime("%H:%M:%S", time.gmtime(3661)), time.mktime(time.localtime(1000)) == 1000, time.ctime(0))
    t = time.strptime("2024-05-06 07:08:09", "%Y-%m-%d %H:%M:%S")
    print(t.tm_year, t.tm_hour, t.tm_wday, t.tm_yday, time.asctime(t), tuple(t)[:3])
    try:
        time.sleep(-1)
    except ValueError as e:
        print(e)


asyncio.run(main())
