import time

start = time.time()
print(f"{start:.1f}", time.strftime("%H:%M:%S", time.gmtime(0)), time.strftime("%A %d %B %Y %j", time.gmtime(86400 * 59)))
time.sleep(1.25)
print(f"{time.time() - start:.2f} {time.perf_counter():.2f} {time.monotonic():.2f}")
print(time.ctime(0), time.gmtime(1e9).tm_year, tuple(time.gmtime(0))[:6], time.localtime().tm_hour)
print(isinstance(time.time_ns(), int), time.asctime(time.gmtime(1)), time.monotonic_ns() // 10**7)
