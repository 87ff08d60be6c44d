"""Dates by week and month, differences in words, time zones of fixed offset, parsing, and what is out of range."""
from datetime import date, datetime, time, timedelta, timezone


def in_words(delta):
    sign = "-" if delta < timedelta(0) else ""
    seconds = int(abs(delta).total_seconds())
    parts = []
    for name, size in (("d", 86400), ("h", 3600), ("min", 60), ("s", 1)):
        amount, seconds = divmod(seconds, size)
        if amount:
            parts.append(f"{amount} {name}")
    return sign + (" ".join(parts) or "0 s")


def months_later(day, months):
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    for last in (31, 30, 29, 28):
        try:
            return date(year, month + 1, min(day.day, last))
        except ValueError:
            pass


print(
    *map(in_words, (timedelta(1, 61), timedelta(hours=-5), timedelta(), timedelta(weeks=2, minutes=0.5))), sep=", "
)
print([str(months_later(date(2024, 1, 31), n)) for n in (1, 3, 13, -2)])
day = date(2024, 12, 30)
print(
    day.isocalendar(), tuple(day.isocalendar()), date.fromisocalendar(2025, 1, 1) == day,
    day.strftime("%G-W%V-%u %j %a %b"), day.toordinal()
)
print(
    [date(2024, 5, n).weekday() for n in (1, 5)], day.replace(day=1) - timedelta(1),
    (date(2024, 3, 1) - date(2024, 2, 1)).days
)
moment = datetime(2024, 2, 29, 23, 59, 59, 123456, tzinfo=timezone(timedelta(hours=5, minutes=30), "IST"))
print(
    moment, moment.isoformat(" ", "minutes"), moment.astimezone(timezone.utc), moment.tzname(),
    moment.utcoffset(), f"{moment:%H:%M:%S.%f %z %Z}"
)
print(
    datetime.fromisoformat("2024-02-29T12:30:00+02:00"), datetime.fromisoformat("20240229T0102Z"),
    date.fromisoformat("2024-W09-4")
)
print(
    datetime.strptime("1 Mar 2024 07:05 PM", "%d %b %Y %I:%M %p"), datetime.strptime("24/366", "%y/%j").date(),
    time.fromisoformat("04:23:01.5")
)
print(
    timedelta(1.5) / timedelta(hours=1), timedelta(hours=7) // timedelta(hours=2),
    timedelta(hours=7) % timedelta(hours=2), -timedelta(seconds=1)
)
print(
    repr(timedelta(days=-1, microseconds=5)), timedelta.max, timedelta(seconds=1.5) * 3,
    divmod(timedelta(minutes=10), timedelta(minutes=3))
)
print(
    datetime(1970, 1, 2, tzinfo=timezone.utc).timestamp(), datetime.fromtimestamp(86400.5, timezone.utc),
    datetime.combine(day, time(8)), time(1, 2) < time(1, 3)
)
for wrong in (
    lambda: date(2023, 2, 29), lambda: day + timedelta(days=10**9), lambda: moment - datetime(2024, 1, 1),
    lambda: date(0, 1, 1),
    lambda: datetime.strptime("x", "%d"), lambda: time(25), lambda: timezone(timedelta(days=1)),
    lambda: datetime.fromisoformat("2024-13-01"), lambda: datetime.strptime("5 rest", "%d"),
):
    try:
        print(wrong())
    except (ValueError, TypeError, OverflowError) as error:
        print(type(error).__name__, error)
