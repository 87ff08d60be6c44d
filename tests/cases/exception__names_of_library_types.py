"""Messages call the classes of some library modules by their full names."""
import collections
import contextvars
import datetime
import functools
import io
import itertools
import re
import threading
import types
from decimal import Decimal

price, day, moment = Decimal("1.5"), datetime.date(2024, 1, 1), datetime.timedelta(hours=1)


class Money(Decimal):
    pass


class deque:
    pass


for attempt in (
    lambda: price + 1.5,
    lambda: "total: " + price,
    lambda: Money(1) * 1.5,
    lambda: day + 1,
    lambda: day < 3,
    lambda: day - "2023-01-01",
    lambda: moment * "x",
    lambda: len(moment),
    lambda: sorted([day, None]),
    lambda: collections.deque().push(1),
    lambda: collections.deque.nothing,
    lambda: deque().push(1),
    lambda: collections.defaultdict(list).nothing,
    lambda: collections.OrderedDict() + {},
    lambda: collections.Counter().nothing,
    lambda: itertools.count()[0],
    lambda: functools.partial(print)[0],
    lambda: re.compile("a")("b"),
    lambda: re.match("a", "a").nothing,
    lambda: io.StringIO() + "",
    lambda: types.SimpleNamespace(a=1).b,
    lambda: contextvars.ContextVar("v")(),
    lambda: threading.Lock().nothing,
):
    try:
        attempt()
    except Exception as error:
        print(type(error).__name__, "|", error)
