import time as _time
from time import _strftime, _strptime, _utcoffset

MINYEAR, MAXYEAR = 1, 9999
_DAY = 86400000000
_LENGTHS = (0, 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
_BEFORE = (0, 0, 31, 59, 90, 120, 151, 181, 212, 243, 273, 304, 334)
_MONTHS = " Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split(" ")
_DAYS = "Mon Tue Wed Thu Fri Sat Sun".split()


def _leap(year):
    return year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)


def _length(year, month):
    return 29 if month == 2 and _leap(year) else _LENGTHS[month]


def _ordinal(year, month, day):
    y = year - 1
    return y * 365 + y // 4 - y // 100 + y // 400 + _BEFORE[month] + (month > 2 and _leap(year)) + day


def _civil(ordinal):
    n400, n = divmod(ordinal - 1, 146097)
    n100, n = divmod(n, 36524)
    n4, n = divmod(n, 1461)
    n1, n = divmod(n, 365)
    year = n400 * 400 + n100 * 100 + n4 * 4 + n1 + 1
    if n1 == 4 or n100 == 4:
        return year - 1, 12, 31
    month = 1
    while n >= _length(year, month):
        n -= _length(year, month)
        month += 1
    return year, month, n + 1


def _divide(a, b):
    q, r = divmod(a, b)
    r *= 2
    if r > b if b > 0 else r < b:
        return q + 1
    return q + (r == b and q % 2)


def _check_date(year, month, day):
    for value in (year, month, day):
        if not isinstance(value, int):
            raise TypeError(_not_integer(value))
    if not MINYEAR <= year <= MAXYEAR:
        raise ValueError(f"year {year} is out of range")
    if not 1 <= month <= 12:
        raise ValueError("month must be in 1..12")
    if not 1 <= day <= _length(year, month):
        raise ValueError("day is out of range for month")


def _not_integer(value):
    return f"'{type(value).__name__}' object cannot be interpreted as an integer"


def _check_time(hour, minute, second, microsecond, tzinfo, fold):
    for value, top, name in ((hour, 23, "hour"), (minute, 59, "minute"), (second, 59, "second"),
                             (microsecond, 999999, "microsecond")):
        if not isinstance(value, int):
            raise TypeError(_not_integer(value))
        if not 0 <= value <= top:
            raise ValueError(f"{name} must be in 0..{top}")
    if fold not in (0, 1):
        raise ValueError("fold must be either 0 or 1")
    _check_zone(tzinfo)


def _check_zone(zone):
    if zone is not None and not isinstance(zone, _tzinfo):
        raise TypeError(f"tzinfo argument must be None or of a tzinfo subclass, not type '{type(zone).__name__}'")


def _offset_text(offset, colon=":"):
    if offset is None:
        return ""
    us = offset._us
    sign = "-" if us < 0 else "+"
    s, us = divmod(abs(us), 1000000)
    text = f"{sign}{s // 3600:02d}{colon}{s // 60 % 60:02d}"
    if s % 60 or us:
        text += f"{colon}{s % 60:02d}"
    return text + (f".{us:06d}" if us else "")


def _time_text(hour, minute, second, us, spec):
    if spec == "auto":
        spec = "microseconds" if us else "seconds"
    if spec not in ("hours", "minutes", "seconds", "milliseconds", "microseconds"):
        raise ValueError("Unknown timespec value")
    text = f"{hour:02d}"
    if spec != "hours":
        text += f":{minute:02d}"
        if spec != "minutes":
            text += f":{second:02d}"
            if spec != "seconds":
                text += f".{us // 1000:03d}" if spec == "milliseconds" else f".{us:06d}"
    return text


_put = object.__setattr__


class _Fixed:
    """What can be set only by `_put`."""
    __slots__ = ()

    def __setattr__(self, name, value):
        _refuse(type(self), name)
        _put(self, name, value)

    def __delattr__(self, name):
        _refuse(type(self), name)
        object.__delattr__(self, name)


def _refuse(cls, name):
    for kind in cls.__mro__:
        if kind.__module__ == "datetime" and name in kind.__dict__.get("__slots__", ()):
            raise AttributeError("readonly attribute" if kind is timedelta else
                                 f"attribute {name!r} of 'datetime.{kind.__name__}' objects is not writable")


class timedelta(_Fixed):
    __slots__ = ("days", "seconds", "microseconds", "_us")

    def __new__(cls, days=0, seconds=0, microseconds=0, milliseconds=0, minutes=0, hours=0, weeks=0):
        total, left = 0, 0.0
        for name, value, unit in (("microseconds", microseconds, 1), ("milliseconds", milliseconds, 1000),
                                  ("seconds", seconds, 1000000), ("minutes", minutes, 60000000),
                                  ("hours", hours, 3600000000), ("days", days, _DAY), ("weeks", weeks, 7 * _DAY)):
            if isinstance(value, int):
                total += value * unit
            elif isinstance(value, float):
                whole = int(value)
                part = (value - whole) * unit
                total += whole * unit + int(part)
                left += part - int(part)
            else:
                raise TypeError(f"unsupported type for timedelta {name} component: {type(value).__name__}")
        if left:
            whole = round(left)
            if abs(whole - left) == 0.5:
                odd = total % 2
                whole = 2 * round((left + odd) * 0.5) - odd
            total += whole
        return cls._of(total)

    @classmethod
    def _of(cls, us):
        self = object.__new__(cls)
        days, rest = divmod(us, _DAY)
        if not -999999999 <= days <= 999999999:
            raise OverflowError(f"days={days}; must have magnitude <= 999999999")
        seconds, microseconds = divmod(rest, 1000000)
        _put(self, "_us", us)
        _put(self, "days", days)
        _put(self, "seconds", seconds)
        _put(self, "microseconds", microseconds)
        return self

    def total_seconds(self):
        return self._us / 1000000

    def __repr__(self):
        names = ("days", "seconds", "microseconds")
        parts = [f"{name}={getattr(self, name)}" for name in names if getattr(self, name)]
        return f"{_full(self)}({', '.join(parts) or '0'})"

    def __str__(self):
        days, s, us = self.days, self.seconds, self.microseconds
        text = f"{days} day{'s' if abs(days) != 1 else ''}, " if days else ""
        text += f"{s // 3600}:{s // 60 % 60:02d}:{s % 60:02d}"
        return f"{text}.{us:06d}" if us else text

    def __add__(self, other):
        return timedelta._of(self._us + other._us) if isinstance(other, timedelta) else NotImplemented

    __radd__ = __add__

    def __sub__(self, other):
        return timedelta._of(self._us - other._us) if isinstance(other, timedelta) else NotImplemented

    def __neg__(self):
        return timedelta._of(-self._us)

    def __pos__(self):
        return self

    def __abs__(self):
        return timedelta._of(abs(self._us))

    def __mul__(self, other):
        if isinstance(other, int):
            return timedelta._of(self._us * other)
        if isinstance(other, float):
            a, b = other.as_integer_ratio()
            return timedelta._of(_divide(self._us * a, b))
        return NotImplemented

    __rmul__ = __mul__

    def __truediv__(self, other):
        if isinstance(other, timedelta):
            return self._us / other._us
        if isinstance(other, int):
            return timedelta._of(_divide(self._us, other))
        if isinstance(other, float):
            a, b = other.as_integer_ratio()
            return timedelta._of(_divide(self._us * b, a))
        return NotImplemented

    def __floordiv__(self, other):
        if isinstance(other, timedelta):
            return self._us // other._us
        return timedelta._of(self._us // other) if isinstance(other, int) else NotImplemented

    def __mod__(self, other):
        return timedelta._of(self._us % other._us) if isinstance(other, timedelta) else NotImplemented

    def __divmod__(self, other):
        if not isinstance(other, timedelta):
            return NotImplemented
        q, r = divmod(self._us, other._us)
        return q, timedelta._of(r)

    def __eq__(self, other):
        return self._us == other._us if isinstance(other, timedelta) else NotImplemented

    def __lt__(self, other):
        return self._us < other._us if isinstance(other, timedelta) else NotImplemented

    def __le__(self, other):
        return self._us <= other._us if isinstance(other, timedelta) else NotImplemented

    def __gt__(self, other):
        return self._us > other._us if isinstance(other, timedelta) else NotImplemented

    def __ge__(self, other):
        return self._us >= other._us if isinstance(other, timedelta) else NotImplemented

    def __reduce__(self):
        return type(self), (self.days, self.seconds, self.microseconds)

    def __hash__(self):
        return hash(self._us)

    def __bool__(self):
        return self._us != 0

    def __copy__(self):
        return self

    def __deepcopy__(self, memo):
        return self


timedelta.min = timedelta(-999999999)
timedelta.max = timedelta(999999999, 86399, 999999)
timedelta.resolution = timedelta._of(1)


def _full(self):
    cls = type(self)
    return f"datetime.{cls.__qualname__}" if cls.__module__ == "datetime" else cls.__qualname__


class _Ordered(_Fixed):
    __slots__ = ()

    def _order(self, other, needed):
        raise NotImplementedError

    def __eq__(self, other):
        order = self._order(other, False)
        return order if order is NotImplemented else order is not None and order == 0

    def __lt__(self, other):
        order = self._order(other, True)
        return order if order is NotImplemented else order < 0

    def __le__(self, other):
        order = self._order(other, True)
        return order if order is NotImplemented else order <= 0

    def __gt__(self, other):
        order = self._order(other, True)
        return order if order is NotImplemented else order > 0

    def __ge__(self, other):
        order = self._order(other, True)
        return order if order is NotImplemented else order >= 0

    def __format__(self, spec):
        return self.strftime(spec) if spec else str(self)

    def __copy__(self):
        return self

    def __deepcopy__(self, memo):
        return self


class IsoCalendarDate(tuple):
    year = property(lambda self: self[0])
    week = property(lambda self: self[1])
    weekday = property(lambda self: self[2])

    def __repr__(self):
        return f"datetime.IsoCalendarDate(year={self[0]}, week={self[1]}, weekday={self[2]})"


def _put_date(self, year, month, day):
    _put(self, "year", year)
    _put(self, "month", month)
    _put(self, "day", day)


class date(_Ordered):
    __slots__ = ("year", "month", "day")

    def __new__(cls, year, month, day):
        _check_date(year, month, day)
        self = object.__new__(cls)
        _put_date(self, year, month, day)
        return self

    @classmethod
    def today(cls):
        return cls.fromtimestamp(_time.time())

    @classmethod
    def fromtimestamp(cls, timestamp):
        return cls(*_time.localtime(timestamp)[:3])

    @classmethod
    def fromordinal(cls, ordinal):
        if ordinal < 1:
            raise ValueError("ordinal must be >= 1")
        if ordinal > 3652059:
            raise ValueError(f"year {_civil(ordinal)[0]} is out of range")
        return cls(*_civil(ordinal))

    @classmethod
    def fromisoformat(cls, date_string):
        _check_text(date_string)
        try:
            return cls(*_parse_date(date_string))
        except _Bad:
            raise ValueError(f"Invalid isoformat string: {date_string!r}") from None

    @classmethod
    def fromisocalendar(cls, year, week, day):
        return cls(*_from_iso(year, week, day))

    def toordinal(self):
        return _ordinal(self.year, self.month, self.day)

    def replace(self, year=None, month=None, day=None):
        return type(self)(self.year if year is None else year, self.month if month is None else month,
                          self.day if day is None else day)

    def weekday(self):
        return (self.toordinal() + 6) % 7

    def isoweekday(self):
        return self.toordinal() % 7 or 7

    def isocalendar(self):
        n = self.toordinal()
        year = self.year
        if n >= _week_one(year + 1):
            year += 1
        elif n < _week_one(year):
            year -= 1
        return IsoCalendarDate((year, (n - _week_one(year)) // 7 + 1, n % 7 or 7))

    def timetuple(self):
        return self._tuple(0, 0, 0, -1)

    def _tuple(self, hour, minute, second, dst):
        yearday = self.toordinal() - _ordinal(self.year, 1, 1) + 1
        return _time.struct_time((self.year, self.month, self.day, hour, minute, second, self.weekday(), yearday, dst))

    def isoformat(self):
        return f"{self.year:04d}-{self.month:02d}-{self.day:02d}"

    __str__ = isoformat

    def ctime(self):
        return f"{_DAYS[self.weekday()]} {_MONTHS[self.month]} {self.day:2d} 00:00:00 {self.year:04d}"

    def strftime(self, format):
        return _strftime(format, self.timetuple(), 0, "", "")

    def __repr__(self):
        return f"{_full(self)}({self.year}, {self.month}, {self.day})"

    def __reduce__(self):
        return type(self), (self.year, self.month, self.day)

    def __hash__(self):
        return hash((self.year, self.month, self.day))

    def _order(self, other, needed):
        if not isinstance(other, date) or isinstance(other, datetime):
            return NotImplemented
        return self.toordinal() - other.toordinal()

    def __add__(self, other):
        if not isinstance(other, timedelta):
            return NotImplemented
        n = self.toordinal() + other.days
        if not 1 <= n <= 3652059:
            raise OverflowError("date value out of range")
        return type(self)(*_civil(n))

    __radd__ = __add__

    def __sub__(self, other):
        if isinstance(other, timedelta):
            return self + timedelta(-other.days)
        if not isinstance(other, date) or isinstance(other, datetime):
            return NotImplemented
        return timedelta(self.toordinal() - other.toordinal())


def _week_one(year):
    n = _ordinal(year, 1, 1)
    return n - (n - 1) % 7 + (7 if (n - 1) % 7 > 3 else 0)


def _from_iso(year, week, day):
    if not MINYEAR <= year <= MAXYEAR:
        raise ValueError(f"Year is out of range: {year}")
    first = _week_one(year)
    if not 0 < week <= (52 if _week_one(year + 1) - first == 364 else 53):
        raise ValueError(f"Invalid week: {week}")
    if not 0 < day < 8:
        raise ValueError(f"Invalid weekday: {day} (range is [1, 7])")
    return _civil(first + (week - 1) * 7 + day - 1)


class _Bad(Exception):
    pass


def _check_text(text):
    if not isinstance(text, str):
        raise TypeError("fromisoformat: argument must be str")


def _number(text, length):
    if len(text) != length or not (text.isascii() and text.isdigit()):
        raise _Bad
    return int(text)


def _parse_date(text):
    year, rest = _number(text[:4], 4), text[4:]
    dash = rest[:1] == "-"
    rest = rest[dash:]
    if rest[:1] == "W":
        week, rest = _number(rest[1:3], 2), rest[3:]
        day = 1
        if rest:
            if (rest[0] == "-") != dash:
                raise _Bad
            day = _number(rest[dash:], 1)
        return _from_iso(year, week, day)
    month, rest = _number(rest[:2], 2), rest[2:]
    if (rest[:1] == "-") != dash:
        raise _Bad
    return year, month, _number(rest[dash:], 2)


def _parse_clock(text):
    parts = [0, 0, 0, 0]
    parts[0], rest = _number(text[:2], 2), text[2:]
    colon = rest[:1] == ":"
    for index in (1, 2):
        if not rest:
            return parts
        if (rest[:1] == ":") != colon:
            raise _Bad
        parts[index], rest = _number(rest[colon:colon + 2], 2), rest[colon + 2:]
    if rest:
        if rest[0] not in ".," or len(rest) < 2 or not rest[1:].isdigit():
            raise _Bad
        parts[3] = int(rest[1:7].ljust(6, "0"))
    return parts


def _parse_time(text):
    for index, char in enumerate(text):
        if char in "+-Z":
            break
    else:
        return *_parse_clock(text), None
    zone = text[index:]
    if zone == "Z":
        offset = 0
    else:
        h, m, s, us = _parse_clock(zone[1:])
        offset = ((h * 60 + m) * 60 + s) * 1000000 + us
        if char == "-":
            offset = -offset
    return *_parse_clock(text[:index]), timezone(timedelta._of(offset)) if offset else timezone.utc


class tzinfo:
    __slots__ = ()

    def tzname(self, dt):
        raise NotImplementedError("a tzinfo subclass must implement tzname()")

    def utcoffset(self, dt):
        raise NotImplementedError("a tzinfo subclass must implement utcoffset()")

    def dst(self, dt):
        raise NotImplementedError("a tzinfo subclass must implement dst()")

    def fromutc(self, dt):
        offset, dst = dt.utcoffset(), dt.dst()
        if offset is None or dst is None:
            raise ValueError("fromutc: non-None utcoffset() and dst() results required")
        if offset != dst:
            dt += offset - dst
            dst = dt.dst()
        return dt + dst


_tzinfo = tzinfo


class timezone(tzinfo):
    __slots__ = ("_offset", "_name")

    def __new__(cls, offset, name=None):
        if not isinstance(offset, timedelta):
            raise TypeError("timezone() argument 1 must be datetime.timedelta, not " + type(offset).__name__)
        if name is not None and not isinstance(name, str):
            raise TypeError("timezone() argument 2 must be str, not " + type(name).__name__)
        if abs(offset._us) >= _DAY:
            raise ValueError("offset must be a timedelta strictly between -timedelta(hours=24) and "
                             f"timedelta(hours=24), not {offset!r}.")
        if name is None and not offset and hasattr(cls, "utc"):
            return cls.utc
        self = object.__new__(cls)
        self._offset, self._name = offset, name
        return self

    def __eq__(self, other):
        return self._offset == other._offset if isinstance(other, timezone) else NotImplemented

    def __reduce__(self):
        return type(self), self.__getinitargs__()

    def __getinitargs__(self):
        return (self._offset,) if self._name is None else (self._offset, self._name)

    def __hash__(self):
        return hash(self._offset)

    def __repr__(self):
        if self is timezone.utc:
            return "datetime.timezone.utc"
        name = "" if self._name is None else f", {self._name!r}"
        return f"{_full(self)}({self._offset!r}{name})"

    def __str__(self):
        return self.tzname(None)

    def utcoffset(self, dt):
        return self._offset

    def tzname(self, dt):
        if self._name is not None:
            return self._name
        return "UTC" + _offset_text(self._offset) if self._offset else "UTC"

    def dst(self, dt):
        return None

    def fromutc(self, dt):
        return dt + self._offset

    def __copy__(self):
        return self

    def __deepcopy__(self, memo):
        return self


timezone.utc = UTC = timezone(timedelta(0))
timezone.min = timezone(timedelta(minutes=-1439))
timezone.max = timezone(timedelta(minutes=1439))


def _put_time(self, hour, minute, second, microsecond, tzinfo, fold):
    _put(self, "hour", hour)
    _put(self, "minute", minute)
    _put(self, "second", second)
    _put(self, "microsecond", microsecond)
    _put(self, "tzinfo", tzinfo)
    _put(self, "fold", fold)


class time(_Ordered):
    __slots__ = ("hour", "minute", "second", "microsecond", "tzinfo", "fold")

    def __new__(cls, hour=0, minute=0, second=0, microsecond=0, tzinfo=None, *, fold=0):
        _check_time(hour, minute, second, microsecond, tzinfo, fold)
        self = object.__new__(cls)
        _put_time(self, hour, minute, second, microsecond, tzinfo, fold)
        return self

    @classmethod
    def fromisoformat(cls, time_string):
        _check_text(time_string)
        try:
            return cls(*_parse_time(time_string.removeprefix("T")))
        except _Bad:
            raise ValueError(f"Invalid isoformat string: {time_string!r}") from None

    def utcoffset(self):
        return None if self.tzinfo is None else self.tzinfo.utcoffset(None)

    def tzname(self):
        return None if self.tzinfo is None else self.tzinfo.tzname(None)

    def dst(self):
        return None if self.tzinfo is None else self.tzinfo.dst(None)

    def replace(self, hour=None, minute=None, second=None, microsecond=None, tzinfo=True, *, fold=None):
        def pick(new, old):
            return old if new is None else new

        return type(self)(pick(hour, self.hour), pick(minute, self.minute), pick(second, self.second),
                          pick(microsecond, self.microsecond), self.tzinfo if tzinfo is True else tzinfo,
                          fold=pick(fold, self.fold))

    def isoformat(self, timespec="auto"):
        return _time_text(self.hour, self.minute, self.second, self.microsecond, timespec) + _offset_text(self.utcoffset())

    __str__ = isoformat

    def strftime(self, format):
        parts = (1900, 1, 1, self.hour, self.minute, self.second, 0, 1, -1)
        return _strftime(format, parts, self.microsecond, _offset_text(self.utcoffset(), ""), self.tzname() or "")

    def __repr__(self):
        parts = [self.hour, self.minute]
        if self.second or self.microsecond:
            parts.append(self.second)
        if self.microsecond:
            parts.append(self.microsecond)
        return _with_zone(self, parts)

    def _total(self):
        return ((self.hour * 60 + self.minute) * 60 + self.second) * 1000000 + self.microsecond

    def __reduce__(self):
        return type(self), (self.hour, self.minute, self.second, self.microsecond, self.tzinfo)

    def __hash__(self):
        offset = self.utcoffset()
        return hash(self._total() - (offset._us if offset else 0))

    def _order(self, other, needed):
        if not isinstance(other, time):
            return NotImplemented
        mine, others = self.utcoffset(), other.utcoffset()
        if (mine is None) != (others is None):
            if needed:
                raise TypeError("can't compare offset-naive and offset-aware times")
            return None
        return self._total() - other._total() - (mine._us - others._us if mine is not None else 0)


_time_class = time


def _with_zone(self, parts):
    text = ", ".join(map(str, parts))
    if self.tzinfo is not None:
        text += f", tzinfo={self.tzinfo!r}"
    if self.fold:
        text += ", fold=1"
    return f"{_full(self)}({text})"


class datetime(date):
    __slots__ = ("hour", "minute", "second", "microsecond", "tzinfo", "fold")

    def __new__(cls, year, month, day, hour=0, minute=0, second=0, microsecond=0, tzinfo=None, *, fold=0):
        _check_date(year, month, day)
        _check_time(hour, minute, second, microsecond, tzinfo, fold)
        self = object.__new__(cls)
        _put_date(self, year, month, day)
        _put_time(self, hour, minute, second, microsecond, tzinfo, fold)
        return self

    @classmethod
    def _at(cls, us, tzinfo=None):
        days, us = divmod(us, _DAY)
        if not 1 <= days <= 3652059:
            raise OverflowError("date value out of range")
        s, us = divmod(us, 1000000)
        return cls(*_civil(days), s // 3600, s // 60 % 60, s % 60, us, tzinfo)

    @classmethod
    def fromtimestamp(cls, timestamp, tz=None):
        _check_zone(tz)
        us = _EPOCH + _microseconds(timestamp)
        if tz is None:
            return cls._at(us + _utcoffset(timestamp) * 1000000)
        return tz.fromutc(cls._at(us, tz))

    @classmethod
    def utcfromtimestamp(cls, timestamp):
        return cls._at(_EPOCH + _microseconds(timestamp))

    @classmethod
    def now(cls, tz=None):
        return cls.fromtimestamp(_time.time(), tz)

    @classmethod
    def utcnow(cls):
        return cls.utcfromtimestamp(_time.time())

    @classmethod
    def combine(cls, date, time, tzinfo=True):
        return cls(date.year, date.month, date.day, time.hour, time.minute, time.second, time.microsecond,
                   time.tzinfo if tzinfo is True else tzinfo, fold=time.fold)

    @classmethod
    def fromisoformat(cls, date_string):
        _check_text(date_string)
        text = date_string
        try:
            if len(text) < 7:
                raise _Bad
            if text[4] == "-":
                at = (10 if text[8:9] == "-" else 8) if text[5] == "W" else 10
            elif text[4] == "W":
                at = 8 if text[7:8].isdigit() and not text[8:9].isdigit() else 7
            else:
                at = 8
            parts = _parse_date(text[:at])
            return cls(*parts, *(_parse_time(text[at + 1:]) if text[at:] else ()))
        except _Bad:
            raise ValueError(f"Invalid isoformat string: {date_string!r}") from None

    @classmethod
    def strptime(cls, date_string, format):
        *parts, offset, name = _strptime(date_string, format)
        zone = None
        if offset is not None:
            zone = timezone(timedelta(seconds=offset), *([name] if name else []))
        return cls(*parts, zone)

    def _total(self):
        seconds = (self.hour * 60 + self.minute) * 60 + self.second
        return self.toordinal() * _DAY + seconds * 1000000 + self.microsecond

    def timestamp(self):
        if self.tzinfo is not None:
            return (self._total() - _EPOCH - self.utcoffset()._us) / 1000000
        return self._local() + self.microsecond / 1000000

    def _local(self):
        seconds = (self._total() - _EPOCH) // 1000000
        return seconds - _utcoffset(seconds - _utcoffset(seconds))

    def timetuple(self):
        dst = self.dst()
        return self._tuple(self.hour, self.minute, self.second, -1 if dst is None else int(bool(dst)))

    def utctimetuple(self):
        offset = self.utcoffset()
        utc = self - offset if offset else self
        return utc._tuple(utc.hour, utc.minute, utc.second, 0)

    def date(self):
        return date(self.year, self.month, self.day)

    def time(self):
        return _time_class(self.hour, self.minute, self.second, self.microsecond, fold=self.fold)

    def timetz(self):
        return _time_class(self.hour, self.minute, self.second, self.microsecond, self.tzinfo, fold=self.fold)

    def replace(self, year=None, month=None, day=None, hour=None, minute=None, second=None, microsecond=None,
                tzinfo=True, *, fold=None):
        def pick(new, old):
            return old if new is None else new

        return type(self)(pick(year, self.year), pick(month, self.month), pick(day, self.day), pick(hour, self.hour),
                          pick(minute, self.minute), pick(second, self.second), pick(microsecond, self.microsecond),
                          self.tzinfo if tzinfo is True else tzinfo, fold=pick(fold, self.fold))

    def astimezone(self, tz=None):
        offset = self.utcoffset()
        if offset is None:
            offset = timedelta(seconds=(self._total() - _EPOCH) // 1000000 - self._local())
        us = self._total() - offset._us
        if tz is None:
            seconds = _utcoffset((us - _EPOCH) // 1000000)
            tz = timezone(timedelta(seconds=seconds), _time.localtime((us - _EPOCH) // 1000000).tm_zone)
        elif tz is self.tzinfo:
            return self
        _check_zone(tz)
        return tz.fromutc(type(self)._at(us, tz))

    def utcoffset(self):
        return None if self.tzinfo is None else self.tzinfo.utcoffset(self)

    def tzname(self):
        return None if self.tzinfo is None else self.tzinfo.tzname(self)

    def dst(self):
        return None if self.tzinfo is None else self.tzinfo.dst(self)

    def ctime(self):
        clock = f"{self.hour:02d}:{self.minute:02d}:{self.second:02d}"
        return f"{_DAYS[self.weekday()]} {_MONTHS[self.month]} {self.day:2d} {clock} {self.year:04d}"

    def isoformat(self, sep="T", timespec="auto"):
        text = _time_text(self.hour, self.minute, self.second, self.microsecond, timespec)
        return f"{self.year:04d}-{self.month:02d}-{self.day:02d}{sep}{text}{_offset_text(self.utcoffset())}"

    def __str__(self):
        return self.isoformat(" ")

    def __repr__(self):
        parts = [self.year, self.month, self.day, self.hour, self.minute]
        if self.second or self.microsecond:
            parts.append(self.second)
        if self.microsecond:
            parts.append(self.microsecond)
        return _with_zone(self, parts)

    def strftime(self, format):
        return _strftime(format, self.timetuple(), self.microsecond, _offset_text(self.utcoffset(), ""),
                         self.tzname() or "")

    def __reduce__(self):
        return type(self), (self.year, self.month, self.day, self.hour, self.minute, self.second, self.microsecond,
                            self.tzinfo)

    def __hash__(self):
        offset = self.utcoffset()
        return hash(self._total() - (offset._us if offset else 0))

    def _order(self, other, needed):
        if not isinstance(other, datetime):
            if needed and isinstance(other, date):
                raise TypeError(f"can't compare {_full(self)} to {_full(other)}")
            return NotImplemented
        order = self._total() - other._total()
        if self.tzinfo is other.tzinfo:
            return order
        mine, others = self.utcoffset(), other.utcoffset()
        if (mine is None) != (others is None):
            if needed:
                raise TypeError("can't compare offset-naive and offset-aware datetimes")
            return None
        return order if mine is None else order - mine._us + others._us

    def __add__(self, other):
        if not isinstance(other, timedelta):
            return NotImplemented
        return type(self)._at(self._total() + other._us, self.tzinfo)

    __radd__ = __add__

    def __sub__(self, other):
        if isinstance(other, timedelta):
            return type(self)._at(self._total() - other._us, self.tzinfo)
        if not isinstance(other, datetime):
            return NotImplemented
        us = self._total() - other._total()
        if self.tzinfo is not other.tzinfo:
            mine, others = self.utcoffset(), other.utcoffset()
            if (mine is None) != (others is None):
                raise TypeError("can't subtract offset-naive and offset-aware datetimes")
            if mine is not None:
                us += others._us - mine._us
        return timedelta._of(us)


def _microseconds(timestamp):
    whole = int(timestamp // 1)
    return whole * 1000000 + round((timestamp - whole) * 1000000)


_EPOCH = _ordinal(1970, 1, 1) * _DAY
date.min, date.max, date.resolution = date(1, 1, 1), date(9999, 12, 31), timedelta(1)
time.min, time.max, time.resolution = time(), time(23, 59, 59, 999999), timedelta.resolution
datetime.min, datetime.max = datetime(1, 1, 1), datetime(9999, 12, 31, 23, 59, 59, 999999)
datetime.resolution = timedelta.resolution
