import datetime
import random
import re
import time

__all__ = ["collapse_rfc2231_value", "formataddr", "formatdate", "format_datetime", "getaddresses", "make_msgid",
           "mktime_tz", "parseaddr", "parsedate", "parsedate_tz", "parsedate_to_datetime", "quote", "unquote"]

_days = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"]
_months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]
_date = re.compile(r"(?:\w+,\s*)?(\d{1,2})\s+(\w{3})\w*\s+(\d{2,4})\s+(\d{1,2}):(\d{2})(?::(\d{2}))?\s*([+-]\d{4}|\w+)?")
_address = re.compile(r'\s*(?:"((?:[^"\\]|\\.)*)"|([^<>",]*?))\s*<([^<>]*)>|\s*([^\s,<>]+(?:\s*@\s*[^\s,<>]+)?)(?:\s*\(([^)]*)\))?')


def quote(str):
    return str.replace("\\", "\\\\").replace('"', '\\"')


def unquote(str):
    if len(str) > 1 and str[0] == str[-1] == '"':
        return str[1:-1].replace("\\\\", "\\").replace('\\"', '"')
    if len(str) > 1 and str[0] == "<" and str[-1] == ">":
        return str[1:-1]
    return str


def formataddr(pair, charset="utf-8"):
    name, address = pair
    address.encode("ascii")
    if not name:
        return address
    if not name.isascii():
        from email.header import encoded_word
        return f"{encoded_word(name, charset, True)} <{address}>"
    quotes = '"' if re.search(r'[][\\()<>@,:;".]', name) else ""
    return f"{quotes}{quote(name)}{quotes} <{address}>"


def getaddresses(fieldvalues):
    found = []
    for value in fieldvalues:
        for match in _address.finditer(str(value)):
            quoted, plain, inner, bare, comment = match.groups()
            if inner is not None:
                found.append((quote_removed(quoted) if quoted is not None else (plain or "").strip(), inner.strip()))
            elif bare:
                found.append((comment or "", bare.replace(" ", "")))
    return found


def quote_removed(text):
    return re.sub(r"\\(.)", r"\1", text)


def parseaddr(addr):
    found = getaddresses([addr])
    return found[0] if found else ("", "")


def format_datetime(dt, usegmt=False):
    if usegmt:
        zone = "GMT"
    else:
        zone = "-0000" if dt.tzinfo is None else dt.strftime("%z")
    return f"{_days[dt.weekday()]}, {dt.day:02} {_months[dt.month - 1]} {dt.year:04} {dt:%H:%M:%S} {zone}"


def formatdate(timeval=None, localtime=False, usegmt=False):
    when = datetime.datetime.fromtimestamp(time.time() if timeval is None else timeval, datetime.timezone.utc)
    if localtime:
        return format_datetime(when.astimezone())
    return format_datetime(when.replace(tzinfo=None), usegmt)


def parsedate_tz(data):
    match = _date.search(data or "")
    if not match or match[2].title() not in _months:
        return None
    day, month, year, hour, minute, second, zone = match.groups()
    year = int(year)
    if year < 100:
        year += 1900 if year > 68 else 2000
    shift = None
    if zone and zone[0] in "+-":
        shift = (int(zone[1:3]) * 3600 + int(zone[3:]) * 60) * (-1 if zone[0] == "-" else 1)
        shift = None if zone == "-0000" else shift
    elif zone:
        shift = {"UT": 0, "UTC": 0, "GMT": 0, "Z": 0, "EST": -18000, "EDT": -14400, "CST": -21600, "CDT": -18000,
                 "MST": -25200, "MDT": -21600, "PST": -28800, "PDT": -25200}.get(zone)
    return (year, _months.index(month.title()) + 1, int(day), int(hour), int(minute), int(second or 0), 0, 1, -1, shift)


def parsedate(data):
    found = parsedate_tz(data)
    return found and found[:9]


def parsedate_to_datetime(data):
    found = parsedate_tz(data)
    if found is None:
        raise ValueError(f'Invalid date value or format "{data}"')
    zone = None if found[9] is None else datetime.timezone(datetime.timedelta(seconds=found[9]))
    return datetime.datetime(*found[:6], tzinfo=zone)


def mktime_tz(data):
    shift = data[9] or 0
    return int(datetime.datetime(*data[:6], tzinfo=datetime.timezone.utc).timestamp()) - shift


def make_msgid(idstring=None, domain=None):
    id = f"{int(time.time() * 100)}.{1}.{random.getrandbits(64)}"
    return f"<{id}{'.' + idstring if idstring else ''}@{domain or 'localhost'}>"


def collapse_rfc2231_value(value, errors="replace", fallback_charset="us-ascii"):
    return value[2] if isinstance(value, tuple) else unquote(value)
