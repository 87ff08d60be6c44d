from datetime import date, datetime, timedelta

start = datetime(2024, 2, 28, 23, 30)
print(start, start + timedelta(hours=1), (start + timedelta(days=2)).isoformat(), start.strftime("%d/%m/%y %H:%M"))
print(repr(timedelta(seconds=90.5)), timedelta(days=1, minutes=5), timedelta(seconds=3661).total_seconds())
print(datetime(2024, 3, 1) - datetime(2024, 2, 1), date(2024, 12, 25).weekday(), date(2024, 1, 1) < date(2024, 1, 2))
print(datetime.now().year, datetime.now() - datetime.now() == timedelta(0), f"{start:%Y-%m-%d}")
print(timedelta(seconds=0.25), timedelta(milliseconds=1500) * 2, timedelta(hours=2) / timedelta(minutes=30))
