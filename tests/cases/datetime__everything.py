from datetime import *
import datetime as D
d = datetime(2024, 2, 29, 13, 5, 9, 12345)
print(repr(d), d, d.isoformat(), d.isoformat(" ", "minutes"), d.isoformat(timespec="milliseconds"), repr(d.date()), repr(d.time()), d.ctime())
print(d.strftime("%Y-%m-%d %H:%M:%S.%f %a %A %b %B %j %p %I %y %U %W %w %% %Z|%z|"), f"{d:%H:%M}", f"{d}", f"{d.date():%d.%m.%Y}")
for s in ["2024-01-02", "2024-01-02T03:04:05", "2024-01-02 03:04", "2024-01-02T03:04:05.123456+02:00", "20240102T030405Z", "2024-W05-3", "2024W053", "2024-01-02T03", "2024-13-01", "bad", "2024-01-02T25:00", "2024-01-02T03:04:05.12", "2024-1-2", "2024-01-02T03:04:05-05:30:10"]:
    try: print(s, repr(datetime.fromisoformat(s)))
    except ValueError as e: print(s, "ValueError", e)
for s in ["2024-01-02", "20240102", "2024-W01-1", "x", "2024-02-30"]:
    try: print(s, repr(date.fromisoformat(s)))
    except ValueError as e: print(s, "ValueError", e)
for s in ["03:04", "030405.5", "T10", "10:11:12+01:00", "10:1"]:
    try: print(s, repr(time.fromisoformat(s)))
    except ValueError as e: print(s, "ValueError", e)
t = timedelta(days=1, hours=2.5, microseconds=7)
print(repr(t), t, -t, abs(-t), t * 2, t * 1.5, t / 2, t / 3.3, t // 7, t % timedelta(hours=1), divmod(t, timedelta(hours=1)), t / timedelta(hours=1), t // timedelta(minutes=1), t.total_seconds(), bool(timedelta()), repr(timedelta()), timedelta(milliseconds=0.5), timedelta(microseconds=0.5), timedelta(microseconds=1.5), timedelta(seconds=1e-7), timedelta(0.1), timedelta(weeks=-1.3))
print(timedelta.min, timedelta.max, timedelta.resolution, repr(timedelta.min), t.days, t.seconds, t.microseconds, hash(t) == hash(timedelta(days=1, hours=2.5, microseconds=7)))
print(sorted([timedelta(3), timedelta(1)]), max(timedelta(3), timedelta(1)), sum([timedelta(1), timedelta(2)], timedelta()), round(t.total_seconds(), 2))
utc = timezone.utc; est = timezone(timedelta(hours=-5), "EST"); ist = timezone(timedelta(hours=5, minutes=30))
a = datetime(2024, 1, 1, 12, tzinfo=utc); b = a.astimezone(est); c = a.astimezone(ist)
print(a, b, c, repr(a), repr(b), repr(c), a == b, a - b, b.tzname(), c.tzname(), a.utcoffset(), c.strftime("%z %Z"), b.isoformat(), str(est), repr(ist), hash(a) == hash(b))
print(a.timestamp(), datetime.fromtimestamp(1700000000.123456, utc), datetime.utcfromtimestamp(0), datetime.fromtimestamp(1e9, tz=est))
for f in [lambda: a - datetime(2024, 1, 1), lambda: a < datetime(2024, 1, 1), lambda: datetime(2024, 2, 30), lambda: datetime(2024, 13, 1), lambda: datetime(0, 1, 1), lambda: datetime(2024, 1, 1, 24), lambda: datetime(2024,1,1,1,60), lambda: date.max + timedelta(1), lambda: datetime("x", 1, 1), lambda: timedelta("1"), lambda: datetime.strptime("x", "%Y"), lambda: datetime.strptime("2024-01-01 z", "%Y-%m-%d"), lambda: timezone(timedelta(days=1)), lambda: timezone(3), lambda: datetime.fromisoformat(3), lambda: date(2024,1,1).replace(month=13), lambda: timedelta(1)/0, lambda: timedelta(1) // timedelta(0)]:
    try: print(f())
    except Exception as e: print(type(e).__name__, e)
print(a == datetime(2024, 1, 1), d == d.date(), d.date() == date(2024, 2, 29), d != 3)
print(datetime.strptime("2024-03-05 14:07:09.5", "%Y-%m-%d %H:%M:%S.%f"), datetime.strptime("05/Mar/2024:10:00:00 +0200", "%d/%b/%Y:%H:%M:%S %z"), datetime.strptime("Jan 5", "%b %d"))
x = date(2024, 12, 30)
print(x.isocalendar(), tuple(x.isocalendar()), x.isocalendar().week, x.weekday(), x.isoweekday(), x.toordinal(), date.fromordinal(738000), date.fromisocalendar(2025, 1, 1), x.timetuple(), x.replace(day=1), x - timedelta(30), x - date(2024, 1, 1), x.strftime("%A"))
for n in range(1, 3652059, 9973): assert date.fromordinal(n).toordinal() == n
print([date(y, 1, 1).isocalendar()[:2] for y in range(2015, 2027)])
print(datetime.combine(x, time(3, 4)), datetime.min, datetime.max, time.max, repr(time(1, 2, 3, 4)), time(1, 2).isoformat(), time(5) < time(6), time(23, 59, tzinfo=utc), repr(time(1, tzinfo=utc)), time(1).replace(minute=5), time(4).strftime("%H-%M"))
print(d.replace(year=2023, day=1), d.timetuple()[:9], d.utctimetuple()[:6], d.timestamp(), d.weekday(), datetime(2024,1,1) in {datetime(2024,1,1): 1}, d.replace(tzinfo=utc).timetuple().tm_isdst)
print(isinstance(d, date), type(d + timedelta(1)).__name__, D.UTC, d.tzinfo, (d + timedelta(days=-400, seconds=3)).isoformat(), d - datetime(2020, 1, 1), [d + timedelta(hours=h) for h in range(2)])
class MyTZ(tzinfo):
    def utcoffset(self, dt): return timedelta(hours=3)
    def dst(self, dt): return timedelta(hours=1)
    def tzname(self, dt): return "MY"
m = datetime(2024, 6, 1, tzinfo=MyTZ()); print(m.isoformat(), m.tzname(), m.dst(), a.astimezone(MyTZ()).isoformat(), m > a)
import copy; print(copy.deepcopy(d) == d, copy.copy(t) == t, dir(timedelta(1))[-3:])
