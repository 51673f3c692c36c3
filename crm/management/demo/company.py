"""Hollerbach Instrumente, set up as a company would be on its first day: hours, sites, people, topics, promises."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from typing import Final

from cases.models import Answer
from contacts.models import Campaign, Product, Reason, Source, Topic
from crm.company.models import Calendar, CalendarVersion, Installation, Site, Team, User
from crm.lib.history import save_as
from crm.lib.holidays import proposed_holidays
from crm.management.demo.answers import write_answers
from crm.management.demo.offer import name_products, name_reasons, name_sources, place_adverts
from crm.management.demo.people import form_teams, hire
from crm.management.demo.policies import make_promises
from crm.management.demo.topics import lay_out_topics

COMPANY: Final = "Hollerbach Instrumente"

_WORKDAYS = ("mon", "tue", "wed", "thu")
_HALF_DAYS = (("12-24", "Heiligabend"), ("12-31", "Silvester"))

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
    users = hire(sites, admin=admin, at=opened_at)
    teams = form_teams(sites, users, at=opened_at)
    topics = lay_out_topics(teams, by=admin, at=opened_at)
    make_promises(topics, by=admin, at=opened_at)
    sources = name_sources(by=admin, at=opened_at)
    return Company(
        users=users,
        sites=sites,
        teams=teams,
        topics=topics,
        answers=write_answers(topics, by=admin, at=opened_at),
        sources=sources,
        reasons=name_reasons(by=admin, at=opened_at),
        campaigns=place_adverts(sources, until=until.date(), by=admin, at=opened_at),
        products=name_products(by=admin, at=opened_at),
    )


def _install(at: datetime, seed: int) -> None:
    """A demo's fingerprint key comes from its seed, so that the same story has the same rows."""
    row, is_new = Installation.objects.get_or_create(id=1)
    if is_new:
        row.fingerprint_key = sha256(f"demo {seed}".encode()).hexdigest()
        row.created_at = at
    row.company_name, row.kind = COMPANY, Installation.DEMO
    row.save()


def _open_sites(years: Iterable[int], *, by: User, at: datetime) -> dict[str, Site]:
    years = list(years)
    calendars = {}
    for name, spans in CALENDARS.items():
        calendars[name] = Calendar.objects.create(name=name, country="DE", subdivision="BY")
        CalendarVersion.objects.create(
            calendar=calendars[name],
            number=1,
            spans=spans,
            holidays=_holidays(years, spans),
            valid_from=at,
            created_by=by,
        )
    sites = {}
    for name, calendar, channel in SITES:
        site = Site(name=name, calendar=calendars[calendar], default_channel=channel)
        save_as(site, by=by, at=at)
        sites[name] = site
    return sites


def _holidays(years: list[int], spans: Spans) -> dict[str, dict[str, object]]:
    """The Bavarian holidays, and the two half days before Christmas and New Year."""
    days: dict[str, dict[str, object]] = {
        day.isoformat(): {"name": name, "spans": []}
        for day, name in proposed_holidays("DE", "BY", years, "de").items()
    }
    opens = spans["mon"][0][0]
    for year in years:
        for date, name in _HALF_DAYS:
            days[f"{year}-{date}"] = {"name": name, "spans": [[opens, "12:00"]]}
    return dict(sorted(days.items()))
