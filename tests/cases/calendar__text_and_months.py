import calendar

print(calendar.month(2024, 2))
print(calendar.TextCalendar(calendar.SUNDAY).formatmonth(2023, 1, w=3))
print(calendar.calendar(2025)[:400])
print(calendar.monthrange(2024, 2), calendar.isleap(1900), calendar.leapdays(2000, 2024), calendar.weekday(2024, 5, 1))
print(calendar.monthcalendar(2023, 11))
print(list(calendar.month_name), list(calendar.day_abbr))
c = calendar.Calendar(6)
print(list(c.iterweekdays()), c.monthdays2calendar(2024, 6)[0], list(c.itermonthdates(2024, 6))[:2])
print(list(calendar.Calendar().itermonthdays4(2024, 12))[-2:], c.yeardayscalendar(2024)[0][0][0])
print(calendar.timegm((2024, 1, 2, 3, 4, 5)), calendar.day_name[calendar.MONDAY])
print(calendar.HTMLCalendar().formatmonth(2024, 2)[:200])
calendar.setfirstweekday(calendar.SUNDAY)
print(calendar.firstweekday(), calendar.weekheader(3))
for call in (lambda: calendar.monthrange(2024, 13), lambda: calendar.setfirstweekday(9)):
    try:
        call()
    except ValueError as error:
        print(type(error).__name__, error)
