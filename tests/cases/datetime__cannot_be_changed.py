"""Dates, times and durations are values: what they are made of cannot be set."""

import copy
import datetime
import pickle

day, moment = datetime.date(2020, 1, 2), datetime.datetime(2020, 1, 2, 3, 4)
for thing, name in [
    (day, "year"), (moment, "year"), (moment, "hour"), (moment, "tzinfo"), (moment.time(), "minute"),
    (moment - moment, "days"), (moment - moment, "weeks"), (day, "weekday"), (day, "mood"),
    (datetime.timezone.utc, "mood"), (moment, "mood"), (moment.time(), "fold"),
]:  # fmt: skip
    for change in (lambda: setattr(thing, name, 1)), (lambda: delattr(thing, name)):
        try:
            change()
        except AttributeError as error:
            print(type(thing).__name__, name, error)
print(day, repr(moment), hasattr(day, "__dict__"), hasattr(datetime.timezone.utc, "__dict__"))


class Birthday(datetime.date):
    def __new__(cls, year, month, day, whose):
        made = super().__new__(cls, year, month, day)
        made.whose = whose
        return made


class Zone(datetime.tzinfo):
    def __init__(self, hours):
        self.hours = hours

    def utcoffset(self, dt):
        return datetime.timedelta(hours=self.hours)

    def dst(self, dt):
        return datetime.timedelta(0)


birthday = Birthday(1990, 5, 17, "Ada")
birthday.cake = True
try:
    birthday.year += 1
except AttributeError as error:
    print(error)
print(birthday, vars(birthday), datetime.datetime(2020, 1, 1, tzinfo=Zone(2)).isoformat())
print(copy.deepcopy([day, moment]), pickle.loads(pickle.dumps(moment)) == moment)
