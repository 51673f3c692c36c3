"""Moments, durations, shares and telephone numbers in the words of the house.

Deadlines always with day and time, durations in working time. The clock and the zone are parameters. What
must not break apart at the end of a line ("Di 10:00", "87,2 %", a telephone number) has no-break spaces.
Texts like "j.n.Y" are patterns of Django's date_format; each language has its own.
"""

import math
from datetime import date, datetime, tzinfo
from decimal import Decimal
from functools import lru_cache

import phonenumbers
from django.utils.dates import MONTHS, WEEKDAYS
from django.utils.formats import date_format, number_format
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

NO_BREAK = "\u00a0"
MINUS = "\u2212"
DAYS_OF_A_WEEK = 7
ROUGHLY_WEEKS, ROUGHLY_MONTHS, ROUGHLY_YEARS = 14, 60, 730  # from so many days on, `ago` counts in these


def written(day: date, pattern: str) -> str:
    """A day (or the day of a moment) in a pattern without a time, "j.n.Y" say.

    Each is written once: a page names the same few days again and again.
    """
    return _written(day.date() if isinstance(day, datetime) else day, pattern, get_language())


@lru_cache(maxsize=16_384)
def _written(day: date, pattern: str, _language: str | None) -> str:
    return date_format(day, pattern)


def due_moment(due: datetime, *, now: datetime, tz: tzinfo) -> str:
    """A due moment in plain words: "heute, 15:50", "morgen, Di 10:00", "Fr 16:00", "Di, 25.11., 10:00"."""
    there, days = _local(due, now=now, tz=tz)
    if days == 0:
        return _("heute, %(time)s") % {"time": _clock(there)}
    if days == 1:
        return _("morgen, %(moment)s") % {"moment": _weekday_clock(there)}
    if days == -1:
        return _("gestern, %(time)s") % {"time": _clock(there)}
    if abs(days) < DAYS_OF_A_WEEK:
        return _weekday_clock(there)
    same_year = there.year == now.astimezone(tz).year
    return f"{written(there, _('D, j.n.') if same_year else _('D, j.n.Y'))}, {_clock(there)}"


def due_short(due: datetime, *, now: datetime, tz: tzinfo) -> str:
    """The same for a narrow column, as on a departure board: "15:50", "Di 10:00", "Di 25.11."."""
    there, days = _local(due, now=now, tz=tz)
    if days == 0:
        return _clock(there)
    if abs(days) < DAYS_OF_A_WEEK:
        return _weekday_clock(there)
    return f"{_weekday(there)}{NO_BREAK}{_date(there, now.astimezone(tz))}"


def full_moment(moment: datetime, *, tz: tzinfo) -> str:
    """Day, year and time: "Mo, 24.11.2025, 15:00"."""
    there = moment.astimezone(tz)
    return f"{written(there, _('D, j.n.Y'))}, {_clock(there)}"


def story_moment(moment: datetime, *, now: datetime, tz: tzinfo) -> str:
    """The time in a story's margin: "14:40" today, "Do 20.11." this year, "12.8.2024" before."""
    there, days = _local(moment, now=now, tz=tz)
    here = now.astimezone(tz)
    if days == 0:
        return _clock(there)
    if there.year == here.year:
        return f"{_weekday(there)}{NO_BREAK}{_date(there, here)}"
    return _date(there, here)


def day_title(day: date, *, today: date) -> str:
    """Heading over the entries of one day: "Heute", "Gestern", "Freitag, 21. November", "12. August 2024"."""
    if day == today:
        return _("Heute")
    if (today - day).days == 1:
        return _("Gestern")
    words = {"weekday": WEEKDAYS[day.weekday()], "day": day.day, "month": MONTHS[day.month], "year": day.year}
    if day.year == today.year:
        return _("%(weekday)s, %(day)s. %(month)s") % words
    return _("%(day)s. %(month)s %(year)s") % words


def money(amount: Decimal, currency: str) -> str:
    """An amount as one writes it, whole ones without cents: "1.250 €", "12,50 €", "1.250 CHF"."""
    digits = 0 if amount == amount.to_integral_value() else 2
    number = number_format(amount, decimal_pos=digits, use_l10n=True, force_grouping=True)
    return f"{number}{NO_BREAK}{'€' if currency == 'EUR' else currency}"


def duration(minutes: int) -> str:
    """Minutes as "50 min", "4 h" or "1 h 40 min"."""
    hours, rest = divmod(minutes, 60)
    parts = [f"{hours}{NO_BREAK}h"] if hours else []
    if rest or not hours:
        parts.append(f"{rest}{NO_BREAK}min")
    return NO_BREAK.join(parts)


def time_left(due: datetime, *, minutes: int, now: datetime, tz: tzinfo) -> str:
    """What remains until `due`: "noch 50 min" today, "noch 4 h Arbeitszeit" later.

    minutes: working minutes from now to `due`. Today the word "Arbeitszeit" falls away.
    """
    if minutes < 1:
        return _("gleich fällig")
    if _local(due, now=now, tz=tz)[1] == 0:
        return _("noch %(duration)s") % {"duration": duration(minutes)}
    return _("noch %(duration)s Arbeitszeit") % {"duration": duration(minutes)}


def overdue_since(due: datetime, *, minutes: int, now: datetime, tz: tzinfo, short: bool = False) -> str:
    """How late it is: "seit 40 min überfällig", "seit gestern 16:00 überfällig (7 h Arbeitszeit)".

    minutes: working minutes from `due` to now. short: no moment, "seit 7 h Arbeitszeit überfällig".
    """
    there, days = _local(due, now=now, tz=tz)
    words = {"duration": duration(minutes), "moment": due_short(due, now=now, tz=tz)}
    if days == -1:
        words["moment"] = _("gestern %(time)s") % {"time": _clock(there)}
    if minutes < 1:
        return _("seit %(moment)s überfällig") % words
    if days == 0:
        return _("seit %(duration)s überfällig") % words
    if short:
        return _("seit %(duration)s Arbeitszeit überfällig") % words
    return _("seit %(moment)s überfällig (%(duration)s Arbeitszeit)") % words


def ago(moment: datetime, *, now: datetime, tz: tzinfo) -> str:
    """How long ago something was, roughly: "vor 5 Minuten", "gestern", "vor 3 Wochen", "vor 2 Jahren"."""
    minutes = int((now - moment).total_seconds() // 60)
    days = -_local(moment, now=now, tz=tz)[1]
    if minutes < 1:
        return _("gerade eben")
    if days == 1 and minutes >= 60:  # noqa: PLR2004
        return _("gestern")
    if days <= 1:
        return _ago_in_a_day(minutes)
    if days < ROUGHLY_WEEKS:
        return _("vor %(n)s Tagen") % {"n": days}
    if days < ROUGHLY_MONTHS:
        return _("vor %(n)s Wochen") % {"n": days // DAYS_OF_A_WEEK}
    if days < ROUGHLY_YEARS:
        months = days * 12 // 365
        return ngettext("vor %(n)s Monat", "vor %(n)s Monaten", months) % {"n": months}
    return _("vor %(n)s Jahren") % {"n": days // 365}


def count(number: float) -> str:
    """ "1.250"; a zero is a number here: nothing came."""
    return str(number_format(round(number), force_grouping=True))


def decimal(value: float, *, digits: int = 1) -> str:
    """ "6,3": rounded, where Django's own format cuts off what is behind the last digit."""
    return str(number_format(round(value, digits), digits, force_grouping=True))


def percent(share: float, *, digits: int = 1) -> str:
    """A share (1.0 is everything) as "87,2 %". What is short of everything never reads as 100."""
    if share in (0, 1):
        digits = 0
    value = round(share * 100, digits)
    if share < 1 and value >= 100:  # noqa: PLR2004
        value = math.floor(share * 100 * 10**digits) / 10**digits
    return _("%(value)s\u202f%%") % {"value": number_format(value, decimal_pos=digits)}


def difference(points: float, *, digits: int = 1) -> str:
    """What grew or shrank, with a true minus: "+0,8", "−1,4"; what rounds to nothing has no sign: "0,0"."""
    value = round(points, digits)
    number = str(number_format(abs(value), decimal_pos=digits))
    return f"{'+' if value > 0 else MINUS if value < 0 else ''}{number}"


def phone(number: str, *, home: str = "DE") -> str:
    """A telephone number as people write it, in one piece: national at home, else with the country's code.

    What is no telephone number stays as it was typed. home: the country as two letters.
    """
    try:
        parsed = phonenumbers.parse(number, home)
    except phonenumbers.NumberParseException:
        return number
    if not phonenumbers.is_possible_number(parsed):
        return number
    at_home = phonenumbers.region_code_for_number(parsed) == home
    style = (
        phonenumbers.PhoneNumberFormat.NATIONAL if at_home else phonenumbers.PhoneNumberFormat.INTERNATIONAL
    )
    return phonenumbers.format_number(parsed, style).replace(" ", NO_BREAK)


def _local(moment: datetime, *, now: datetime, tz: tzinfo) -> tuple[datetime, int]:
    """The moment on the wall clock there, and how many calendar days ahead it lies."""
    there = moment.astimezone(tz)
    return there, (there.date() - now.astimezone(tz).date()).days


def _ago_in_a_day(minutes: int) -> str:
    hours = minutes // 60
    if hours:
        return ngettext("vor %(n)s Stunde", "vor %(n)s Stunden", hours) % {"n": hours}
    return ngettext("vor %(n)s Minute", "vor %(n)s Minuten", minutes) % {"n": minutes}


def _clock(there: datetime) -> str:
    return f"{there.hour}:{there.minute:02}"


def _weekday(there: datetime) -> str:
    return written(there, "D")


def _weekday_clock(there: datetime) -> str:
    return f"{_weekday(there)}{NO_BREAK}{_clock(there)}"


def _date(there: datetime, here: datetime) -> str:
    return written(there, _("j.n.") if there.year == here.year else _("j.n.Y"))
