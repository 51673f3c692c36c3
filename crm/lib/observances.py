"""Days that only some towns, districts or companies keep: offered beside the public holidays, never set by themselves.

Which days a town keeps is for the company to know; here stand their dates and where they are usual.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


def easter(year: int) -> date:
    """Easter Sunday in the Gregorian calendar (Meeus, Jones and Butcher)."""
    century, in_century = divmod(year, 100)
    golden = year % 19
    skipped = century - century // 4 - (century - (century + 8) // 25 + 1) // 3
    epact = (19 * golden + skipped + 15) % 30
    to_sunday = (32 + 2 * (century % 4) + 2 * (in_century // 4) - epact - in_century % 4) % 7
    late = (golden + 11 * epact + 22 * to_sunday) // 451
    month, day = divmod(epact + to_sunday - 7 * late + 114, 31)
    return date(year, month, day + 1)


Rule = Callable[[int], date]


def _on(month: int, day: int) -> Rule:
    return lambda year: date(year, month, day)


def _from_easter(days: int) -> Rule:
    return lambda year: easter(year) + timedelta(days=days)


def _repentance_day(year: int) -> date:
    """The Wednesday before 23 November."""
    eve = date(year, 11, 22)
    return eve - timedelta(days=(eve.weekday() - 2) % 7)


@dataclass(frozen=True)
class Observance:
    """`places`: where it is offered, as "DE" for a whole country or "DE-BY" for one part of it."""

    code: str
    name: str | Promise
    on: Rule
    places: tuple[str, ...]


OBSERVANCES: Final = (
    Observance("berchtold", _("Berchtoldstag"), _on(1, 2), ("CH",)),
    Observance("epiphany", _("Heilige Drei Könige"), _on(1, 6), ("CH",)),
    Observance(
        "women_carnival",
        _("Weiberfastnacht"),
        _from_easter(-52),
        ("DE-NW", "DE-RP", "DE-SL", "DE-HE"),
    ),
    Observance("dirty_thursday", _("Schmutziger Donnerstag"), _from_easter(-52), ("DE-BW", "CH")),
    Observance("carnival_monday", _("Rosenmontag"), _from_easter(-48), ("DE",)),
    Observance("gudel_monday", _("Güdismontag"), _from_easter(-48), ("CH",)),
    Observance("carnival_tuesday", _("Faschingsdienstag"), _from_easter(-47), ("DE", "AT", "CH")),
    Observance("basel_monday", _("Basler Fasnacht, Montag"), _from_easter(-41), ("CH-BS", "CH-BL")),
    Observance("basel_wednesday", _("Basler Fasnacht, Mittwoch"), _from_easter(-39), ("CH-BS", "CH-BL")),
    Observance("joseph", _("Josefstag"), _on(3, 19), ("AT-2", "AT-6", "AT-7", "AT-8", "CH")),
    Observance("good_friday", _("Karfreitag"), _from_easter(-2), ("AT", "CH")),
    Observance("easter_monday", _("Ostermontag"), _from_easter(1), ("CH",)),
    Observance("labour_day", _("Tag der Arbeit"), _on(5, 1), ("CH",)),
    Observance("florian", _("Florian"), _on(5, 4), ("AT-4",)),
    Observance("whit_monday", _("Pfingstmontag"), _from_easter(50), ("CH",)),
    Observance("corpus_christi", _("Fronleichnam"), _from_easter(60), ("DE-SN", "DE-TH", "CH")),
    Observance("peace", _("Augsburger Friedensfest"), _on(8, 8), ("DE-BY",)),
    Observance("assumption", _("Mariä Himmelfahrt"), _on(8, 15), ("DE-BY", "CH")),
    Observance("rupert", _("Rupert"), _on(9, 24), ("AT-5",)),
    Observance("carinthia", _("Tag der Volksabstimmung"), _on(10, 10), ("AT-2",)),
    Observance("all_saints", _("Allerheiligen"), _on(11, 1), ("CH",)),
    Observance("martin", _("Martin"), _on(11, 11), ("AT-1",)),
    Observance("leopold", _("Leopold"), _on(11, 15), ("AT-3", "AT-9")),
    Observance("repentance", _("Buß- und Bettag"), _repentance_day, ("DE",)),
    Observance("immaculate", _("Mariä Empfängnis"), _on(12, 8), ("CH",)),
    Observance("st_stephen", _("Stephanstag"), _on(12, 26), ("CH",)),
)
BY_CODE: Final = {each.code: each for each in OBSERVANCES}


def offered(country: str, subdivision: str) -> list[Observance]:
    """What is usual in this place, in the order of the year."""
    return [each for each in OBSERVANCES if {country, f"{country}-{subdivision}"} & set(each.places)]
