"""Hollerbach Instrumente, set up as a company would be on its first day: hours, sites, people, topics, promises."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from hashlib import sha256
from typing import Final

from cases.models import Answer
from contacts.models import Campaign, Product, Reason, Source, Topic
from crm.company.calendar_days import (
    CHRISTMAS_EVE,
    NEW_YEARS_EVE,
    YEARS_AHEAD,
    Entries,
    observance_days,
    public_days,
    shortened,
)
from crm.company.calendar_drafts import add_own_days, start_draft
from crm.company.models import Calendar, CalendarConfirmation, CalendarVersion, Installation, Site, Team, User
from crm.lib.history import save_as
from crm.lib.observances import BY_CODE
from crm.management.demo.answers import write_answers
from crm.management.demo.offer import name_products, name_reasons, name_sources, place_adverts
from crm.management.demo.people import form_teams, hire
from crm.management.demo.policies import make_promises
from crm.management.demo.process import write_process
from crm.management.demo.topics import lay_out_topics

COMPANY: Final = "Hollerbach Instrumente"
PUBLIC_ADDRESS: Final = (
    "Uferweg 14, 88131 Lindau (Bodensee)\nTelefon 08382 555 01-0\nkontakt@hollerbach.example"
)

_WORKDAYS = ("mon", "tue", "wed", "thu")

Spans = dict[str, list[list[str]]]

CALENDARS: Final[dict[str, Spans]] = {
    "Laden": {
        **{day: [["09:00", "18:00"]] for day in (*_WORKDAYS, "fri")},
        "sat": [["09:00", "13:00"]],
    },
    "Werkstatt": {
        **{day: [["08:00", "12:00"], ["13:00", "17:00"]] for day in _WORKDAYS},
        "fri": [["08:00", "12:00"], ["13:00", "16:00"]],
    },
    "Büro": {day: [["08:00", "12:00"], ["13:00", "17:00"]] for day in (*_WORKDAYS, "fri")},
}

SITES: Final = (
    # name, calendar, channel most contacts have there
    ("Laden Lindau", "Laden", "shop"),
    ("Werkstatt Lindau", "Werkstatt", "phone"),
    ("Büro Lindau", "Büro", "phone"),
    ("Pforte", "Büro", "visit"),
)


@dataclass(frozen=True)
class Company:
    """What was set up, by name; `topics` by "Reparatur" or "Reparatur: Bogen behaaren"."""

    users: dict[str, User]
    sites: dict[str, Site]
    teams: dict[str, Team]
    topics: dict[str, Topic]
    answers: dict[str, list[Answer]]
    sources: dict[str, Source]
    reasons: dict[str, Reason]
    campaigns: list[Campaign]
    products: dict[str, Product]


def found(*, opened_at: datetime, until: datetime, seed: int) -> Company:
    """Set the company up as of `opened_at`, with holidays two years beyond `until`."""
    _install(opened_at, seed)
    admin = User(username="admin", role="admin", is_staff=True, is_superuser=True, date_joined=opened_at)
    save_as(admin, by=None, at=opened_at)
    sites = _open_sites(range(opened_at.year, until.year + 3), by=admin, at=opened_at)
    _plan_leave(sites["Büro Lindau"].calendar, date(until.year, 12, 27), by=admin, at=opened_at)
    users = hire(sites, admin=admin, at=opened_at)
    teams = form_teams(sites, users, at=opened_at)
    topics = lay_out_topics(teams, by=admin, at=opened_at)
    make_promises(topics, by=admin, at=opened_at)
    write_process(topics, teams, by=admin, at=opened_at)
    sources = name_sources(by=admin, at=opened_at)
    return Company(
        users=users,
        sites=sites,
        teams=teams,
        topics=topics,
        answers=write_answers(topics, until=until.date(), by=admin, at=opened_at),
        sources=sources,
        reasons=name_reasons(by=admin, at=opened_at),
        campaigns=place_adverts(sources, until=until.date(), by=admin, at=opened_at),
        products=name_products(by=admin, at=opened_at),
    )


def _install(at: datetime, seed: int) -> None:
    """A demo's fingerprint key comes from its seed, so that the same story has the same rows."""
    here = Installation.objects.first()
    row = here or Installation(fingerprint_key=sha256(f"demo {seed}".encode()).hexdigest())
    row.company_name, row.public_address, row.kind = COMPANY, PUBLIC_ADDRESS, Installation.DEMO
    save_as(row, by=None, at=at)
    if here is None:
        Installation.objects.update(created_at=at)


def _open_sites(years: Iterable[int], *, by: User, at: datetime) -> dict[str, Site]:
    """Each with its calendar; the years up to now are confirmed, the two to come are not."""
    years = list(years)
    calendars = {}
    for name, spans in CALENDARS.items():
        calendars[name] = Calendar(name=name, country="DE", subdivision="BY")
        save_as(calendars[name], by=by, at=at)
        version = CalendarVersion.objects.create(
            calendar=calendars[name],
            number=1,
            spans=spans,
            holidays=_holidays(years, spans),
            valid_from=at,
            created_by=by,
        )
        CalendarConfirmation.objects.bulk_create(
            CalendarConfirmation(version=version, year=year, at=at, by=by) for year in years[:-YEARS_AHEAD]
        )
    sites = {}
    for name, calendar, channel in SITES:
        site = Site(name=name, calendar=calendars[calendar], default_channel=channel)
        save_as(site, by=by, at=at)
        sites[name] = site
    return sites


def _plan_leave(calendar: Calendar, starts_on: date, *, by: User, at: datetime) -> None:
    """The office closes until New Year: a draft that waits to be put in force."""
    start_draft(calendar, by=by, at=at)
    add_own_days(
        calendar,
        name="Betriebsferien",
        starts_on=starts_on,
        ends_on=starts_on + timedelta(days=4),
        spans="",
        yearly=False,
        by=by,
        at=at,
    )


def _holidays(years: list[int], spans: Spans) -> Entries:
    """The Bavarian holidays, the feast of the Catholic town, and the half days before Christmas and New Year."""
    days = public_days("DE", "BY", years) | observance_days(BY_CODE["assumption"], years)
    for eve in (CHRISTMAS_EVE, NEW_YEARS_EVE):
        days |= shortened(eve, until="12:00", week=spans, years=years)
    return dict(sorted(days.items()))
