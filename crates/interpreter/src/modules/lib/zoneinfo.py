"""Time zones by their names in the IANA database, with the rules that are in force at present."""
import re
from datetime import datetime, timedelta, tzinfo

__all__ = ["ZoneInfo", "available_timezones", "reset_tzpath", "ZoneInfoNotFoundError", "TZPATH", "InvalidTZPathWarning"]
TZPATH = ()
_parts = re.compile(r"(<[^>]+>|[A-Za-z]+)([-+]?[\d:]+)(?:(<[^>]+>|[A-Za-z]+)([-+]?[\d:]+)?,(.+),(.+))?$")
_day = re.compile(r"M(\d+)\.(\d)\.(\d)(?:/([-+]?[\d:]+))?$")
_rules = {}
_zones = {}


class ZoneInfoNotFoundError(KeyError):
    pass


class InvalidTZPathWarning(RuntimeWarning):
    pass


def _rules_by_name():
    if not _rules:
        from _zones import names
        for rule, zones in names.items():
            for zone in zones.split():
                _rules[zone] = rule
    return _rules


def available_timezones():
    return set(_rules_by_name())


def reset_tzpath(to=None):
    pass


def _is_between(start, moment, end):
    """Is it between the two moments of a year, or, if that comes first, not between end and start?"""
    return start <= moment < end if start < end else not end <= moment < start


def _seconds(text):
    sign = -1 if text.startswith("-") else 1
    hours, minutes, seconds = [*map(int, text.lstrip("+-").split(":")), 0, 0][:3]
    return sign * (hours * 3600 + minutes * 60 + seconds)


class _Change:
    """The change from one time to another, in the wall clock's time before it."""

    def __init__(self, text):
        month, week, weekday, time = _day.match(text).groups()
        self._month, self._week, self._weekday = int(month), int(week), int(weekday)
        self._time = timedelta(seconds=_seconds(time or "2"))

    def in_year(self, year):
        first = datetime(year, self._month, 1)
        # Weekdays count from Sunday here.
        day = (self._weekday - 1 - first.weekday()) % 7 + 7 * (self._week - 1)
        moment = first + timedelta(days=day)
        while moment.month != self._month:
            moment -= timedelta(days=7)
        return moment + self._time


class ZoneInfo(tzinfo):
    def __new__(cls, key):
        zone = _zones.get(key) if cls is ZoneInfo else None
        if zone is None:
            zone = cls.no_cache(key)
            if cls is ZoneInfo:
                _zones[key] = zone
        return zone

    @classmethod
    def no_cache(cls, key):
        if not isinstance(key, str):
            raise TypeError(f"expected str, bytes or os.PathLike object, not {type(key).__name__}")
        if key.startswith("/"):
            raise ValueError(f"ZoneInfo keys may not be absolute paths, got: {key}")
        rule = _rules_by_name().get(key)
        if rule is None:
            raise ZoneInfoNotFoundError(f"No time zone found with key {key}")
        zone = tzinfo.__new__(cls)
        zone._set(key, rule)
        return zone

    @classmethod
    def from_file(cls, fobj, /, key=None):
        raise NotImplementedError("ZoneInfo.from_file() is not available here: use a zone by its name")

    @classmethod
    def clear_cache(cls, *, only_keys=None):
        for key in list(_zones) if only_keys is None else only_keys:
            _zones.pop(key, None)

    def _set(self, key, rule):
        self._key = key
        name, offset, summer, summer_offset, start, end = _parts.match(rule).groups()
        self._name = name.strip("<>")
        # POSIX counts them westward.
        self._offset = timedelta(seconds=-_seconds(offset))
        self._summer = summer and summer.strip("<>")
        if summer:
            east = -_seconds(summer_offset) if summer_offset else -_seconds(offset) + 3600
            self._summer_offset = timedelta(seconds=east)
            self._start, self._end = _Change(start), _Change(end)

    @property
    def key(self):
        return self._key

    def _is_summer(self, moment):
        """Is it summer time by the wall clock?"""
        moment, fold = moment.replace(tzinfo=None, fold=0), moment.fold
        start, end = self._start.in_year(moment.year), self._end.in_year(moment.year)
        saved = self._summer_offset - self._offset
        # What the clock shows twice is, the first time, before the change; what it never shows, too.
        if fold == (saved >= timedelta(0)):
            end -= saved
        else:
            start += saved
        return _is_between(start, moment, end)

    def utcoffset(self, dt):
        if not self._summer:
            return self._offset
        if dt is None:
            return None
        return self._summer_offset if self._is_summer(dt) else self._offset

    def dst(self, dt):
        if not self._summer:
            return timedelta(0)
        if dt is None:
            return None
        return self._summer_offset - self._offset if self._is_summer(dt) else timedelta(0)

    def tzname(self, dt):
        if not self._summer:
            return self._name
        if dt is None:
            return None
        return self._summer if self._is_summer(dt) else self._name

    def fromutc(self, dt):
        if not isinstance(dt, datetime):
            raise TypeError("fromutc() argument must be a datetime")
        if dt.tzinfo is not self:
            raise ValueError("fromutc: dt.tzinfo is not self")
        if not self._summer:
            return dt + self._offset
        moment = dt.replace(tzinfo=None)
        start = self._start.in_year(moment.year) - self._offset
        end = self._end.in_year(moment.year) - self._summer_offset
        summer = _is_between(start, moment, end)
        saved = self._summer_offset - self._offset
        since = moment - (start if summer else end)
        again = timedelta(0) <= since < (-saved if summer else saved)
        result = dt + (self._summer_offset if summer else self._offset)
        return result.replace(fold=1) if again else result

    def __repr__(self):
        return f"{type(self).__module__}.{type(self).__qualname__}(key={self._key!r})"

    def __str__(self):
        return self._key

    def __reduce__(self):
        return type(self), (self._key,)

    def __copy__(self):
        return self

    def __deepcopy__(self, memo):
        return self
