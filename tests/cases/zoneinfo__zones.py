"""Time zones, the hours that come twice and those that never come."""
from datetime import datetime, timedelta, timezone, date, time
from zoneinfo import ZoneInfo, available_timezones, ZoneInfoNotFoundError
import copy, pickle


def t(*fs):
    for f in fs:
        try:
            print(repr(f()))
        except Exception as e:
            print(type(e).__name__, e)


for z in ['UTC', 'America/New_York', 'Asia/Kolkata', 'Australia/Sydney']:
    tz = ZoneInfo(z)
    print(tz, repr(tz), tz.key)
    for m in (1, 7):
        d = datetime(2024, m, 15, 12, tzinfo=tz)
        print(d.isoformat(), d.tzname(), d.utcoffset(), d.astimezone(timezone.utc))
        u = datetime(2023, m, 20, 3, 30, tzinfo=timezone.utc).astimezone(tz)
        print(u, u.fold, u.strftime('%Z %z %c'))
    for base in (datetime(2024, 3, 10, 1), datetime(2024, 11, 3, 0), datetime(2024, 4, 7, 1), datetime(2024, 10, 6, 1)):
        for h in range(0, 240, 60):
            for fold in (0, 1):
                d = (base + timedelta(minutes=h)).replace(tzinfo=tz, fold=fold)
                print(d, d.dst() if z != 'Europe/Dublin' else '', end=' ')
            u = (base + timedelta(minutes=h)).replace(tzinfo=timezone.utc).astimezone(tz)
            print(u, u.fold)
t(
    lambda: ZoneInfo('Foo/Bar'),
    lambda: ZoneInfo('/etc'),
    lambda: ZoneInfo('UTC') is ZoneInfo('UTC'),
    lambda: 'Europe/Paris' in available_timezones(),
    lambda: datetime(2024, 1, 1, tzinfo=ZoneInfo('Asia/Tokyo')),
    lambda: time(1, tzinfo=ZoneInfo('Asia/Tokyo')),
    lambda: time(1, tzinfo=ZoneInfo('Europe/Paris')).utcoffset(),
    lambda: datetime(2024, 7, 1, 12, tzinfo=ZoneInfo('Europe/Paris')) - datetime(2024, 7, 1, 12, tzinfo=ZoneInfo('America/New_York')),
    lambda: datetime(2024, 7, 1, 12, tzinfo=ZoneInfo('Europe/Paris')) + timedelta(days=200),
    lambda: datetime(2024, 7, 1, 12, tzinfo=ZoneInfo('Europe/Paris')) == datetime(2024, 7, 1, 10, tzinfo=timezone.utc),
    lambda: copy.deepcopy(ZoneInfo('UTC')) is ZoneInfo('UTC'),
    lambda: pickle.loads(pickle.dumps(ZoneInfo('UTC'))),
    lambda: datetime(2024, 1, 1).astimezone(ZoneInfo('UTC')),
)
