from datetime import datetime, date, time, timedelta, timezone

d = datetime(2024, 2, 29, 13, 5, 9, 123456)
print(d, repr(d), d.isoformat(), d.isoformat(" ", "seconds"), d.date(), d.time(), d.weekday(), d.isoweekday(), d.isocalendar(), d.timetuple().tm_yday)
print(d.strftime("%Y-%m-%d %H:%M:%S.%f %a %A %b %B %j %U %p %I %y %% %d/%m"), f"{d:%d %B %Y}", d.ctime(), d.toordinal())
print(datetime.strptime("2023-12-25 08:30", "%Y-%m-%d %H:%M"), datetime.strptime("Mar 5, 2021", "%b %d, %Y"), datetime.fromisoformat("2024-01-02T03:04:05+02:00"), date.fromisoformat("2024-03-01"), time.fromisoformat("04:05"))
print(d + timedelta(days=1, hours=2), d - timedelta(weeks=1), d - datetime(2024, 1, 1), (date(2024, 3, 1) - date(2024, 2, 1)).days, d.replace(year=2025, day=28), d > datetime(2020, 1, 1))
td = timedelta(days=1, hours=25, minutes=61, seconds=61, milliseconds=1500, microseconds=7)
print(td, repr(td), td.days, td.seconds, td.microseconds, td.total_seconds(), -td, abs(-td), td * 2, td / 2, td // timedelta(hours=1), td % timedelta(hours=1), divmod(td, timedelta(days=1)), timedelta(0), bool(timedelta()), timedelta(seconds=-1), str(timedelta(days=-1, seconds=5)))
utc = datetime(2024, 1, 1, tzinfo=timezone.utc)
east = timezone(timedelta(hours=5, minutes=30), "IST")
print(utc, utc.astimezone(east), east, repr(east), utc.tzinfo, utc.utcoffset(), utc.astimezone(east).tzname(), utc == utc.astimezone(east), utc.timestamp(), datetime.fromtimestamp(0, timezone.utc), utc.strftime("%z %Z"))
print(date.today(), datetime.now().year, datetime.min, datetime.max, date(2024, 1, 31).replace(month=3), date(2024, 12, 30).isocalendar()[1], time(13, 5), time(1, 2, 3, 4).isoformat(), datetime.combine(date(2020, 1, 1), time(5)))
for f in (lambda: datetime(2023, 2, 29), lambda: date(0, 1, 1), lambda: time(25), lambda: datetime.strptime("x", "%Y"), lambda: datetime.strptime("2020-01-01x", "%Y-%m-%d"), lambda: d - utc, lambda: d < utc, lambda: d + 1, lambda: date.fromisoformat("nope")):
    try:
        print(f())
    except Exception as e:
        print(type(e).__name__, e)
print(sorted([date(2024, 5, 1), date(2023, 5, 1)]), {date(2024, 1, 1): "ny"}[date(2024, 1, 1)], max(d, datetime.max), hash(date(2020, 1, 1)) == hash(date(2020, 1, 1)), d.timestamp() == d.timestamp())
