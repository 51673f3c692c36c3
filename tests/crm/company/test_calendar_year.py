"""The year as it is looked at: every day with its sign, and what the year adds up to."""

from datetime import date

from crm.company.calendar_year import Cell, legend, year_of
from tests.factories.company import OFFICE_HOURS

HOLIDAYS = {
    "2026-01-01": {"name": "Neujahr", "spans": []},
    "2026-02-16": {"name": "Rosenmontag", "spans": [], "kind": "local"},
    "2026-05-15": {"name": "Brückentag", "spans": [], "kind": "company"},
    "2026-10-03": {"name": "Tag der Deutschen Einheit", "spans": []},  # a Saturday
    "2026-12-24": {"name": "Heiligabend", "spans": [["08:00", "12:00"]], "kind": "company"},
    "2027-01-01": {"name": "Neujahr", "spans": []},
}
YEAR = year_of(OFFICE_HOURS, HOLIDAYS, 2026)


def cell(on: date) -> Cell:
    found = [
        day for week in YEAR.months[on.month - 1].weeks for day in week if day is not None and day.on == on
    ]
    assert len(found) == 1
    return found[0]


def test_every_day_of_the_year_stands_under_its_weekday() -> None:
    days = [day for month in YEAR.months for week in month.weeks for day in week if day]
    assert (len(days), days[0].on, days[-1].on) == (365, date(2026, 1, 1), date(2026, 12, 31))
    for month in YEAR.months:
        for week in month.weeks:
            assert len(week) == 7
            assert all(day is None or day.on.weekday() == place for place, day in enumerate(week))
    assert sum(1 for month in year_of(OFFICE_HOURS, {}, 2028).months[1].weeks for day in month if day) == 29


def test_a_day_carries_a_sign_and_the_same_in_words() -> None:
    told = {
        on: (cell(on).look, cell(on).sign, cell(on).says)
        for on in (
            date(2026, 1, 1),
            date(2026, 2, 16),
            date(2026, 5, 15),
            date(2026, 12, 24),
            date(2026, 3, 7),
            date(2026, 3, 6),
        )
    }
    assert told == {
        date(2026, 1, 1): ("public", "F", "Donnerstag, 1.1.2026: Neujahr, geschlossen"),
        date(2026, 2, 16): ("local", "Ö", "Montag, 16.2.2026: Rosenmontag, geschlossen"),
        date(2026, 5, 15): ("company", "B", "Freitag, 15.5.2026: Brückentag, geschlossen"),
        date(2026, 12, 24): ("half", "½", "Donnerstag, 24.12.2026: Heiligabend, 08:00–12:00"),
        date(2026, 3, 7): ("off", "–", "Samstag, 7.3.2026: geschlossen"),
        date(2026, 3, 6): ("work", "", "Freitag, 6.3.2026: 08:00–12:00, 13:00–17:00"),
    }
    assert {look: sign for look, sign, _meaning in legend()} == {
        "off": "–",
        "half": "½",
        "public": "F",
        "local": "Ö",
        "company": "B",
    }


def test_the_year_adds_up() -> None:
    assert [day.on.isoformat() for day in YEAR.days] == sorted(on for on in HOLIDAYS if on < "2027")
    # 261 weekdays of 2026, less New Year, Carnival Monday, the bridge day and the half day
    assert (YEAR.working_days, YEAR.half_days) == (257, 1)
    assert YEAR.minutes == 257 * 480 + 240
