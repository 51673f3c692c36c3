"""From an empty Anklang to the first contact: what is there says which step comes next, so one may stop anywhere."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from django.db import transaction
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cases.models import Policy
from contacts.models import Topic
from crm.company.calendar_confirming import confirm_year
from crm.company.calendar_drafts import discard_draft, set_week, shorten_eves
from crm.company.calendar_versions import draft_changes, open_calendar, put_in_force
from crm.company.calendars import current_version
from crm.company.company_facts import change_company
from crm.company.first_code import nobody_is_here, require_code
from crm.company.models import Calendar, CalendarDraft, Installation, Role, Site, Team, User
from crm.company.people import PersonFacts, first_administrator, invite, proposed_username
from crm.company.presence import company_day
from crm.company.sites import save_site
from crm.lib.acts import refuse
from crm.lib.history import save_as

EVES_END: Final = "12:00"


@dataclass(frozen=True)
class Step:
    code: str
    label: str | Promise


START: Final = Step("firma", gettext_lazy("Firma"))
STEPS: Final = (
    START,
    Step("kalender", gettext_lazy("Arbeitszeiten")),
    Step("standorte", gettext_lazy("Standorte")),
    Step("menschen", gettext_lazy("Menschen")),
    Step("teams", gettext_lazy("Teams")),
    Step("anliegen", gettext_lazy("Anliegen")),
)


def open_step() -> str:
    """The code of the first step that is not done; "" when a contact can be captured with its promise."""
    if Topic.objects.filter(active=True).exists() and Policy.objects.filter(catch_all=True).exists():
        return ""
    if Team.objects.filter(is_fallback=True).exists():
        return "anliegen"
    if User.objects.filter(role=Role.MANAGEMENT, is_active=True).exists():
        return "teams"
    if Site.objects.exists():
        return "menschen"
    if nobody_is_here():
        return START.code
    return "kalender" if CalendarDraft.objects.exists() or not Calendar.objects.exists() else "standorte"


@transaction.atomic
def begin(
    *,
    code: str,
    company_name: str,
    place: str,
    first_name: str,
    last_name: str,
    username: str,
    password: str,
    at: datetime,
) -> User:
    """The first account and the company, with a calendar prepared for its Land. Raises Refused by field."""
    require_code(code)
    Installation.objects.select_for_update().get(pk=1)  # two at once: the second finds the first
    if not nobody_is_here():
        raise refuse("", _("Hier ist schon jemand. Bitte melden Sie sich an."))
    facts = PersonFacts(
        first_name=first_name,
        last_name=last_name,
        username=username,
        role=Role.ADMIN,
        site=None,
        has_customer_contact=False,
    )
    user = first_administrator(facts, password=password, at=at)
    change_company(company_name=company_name, country=place.partition("-")[0], by=user, at=at)
    open_calendar(name=_("Arbeitszeiten"), place=place, by=user, at=at)
    return user


@transaction.atomic
def keep_hours(calendar: Calendar, week: Mapping[str, str], *, eves: bool, by: User, at: datetime) -> None:
    """Put the prepared calendar in force as it was looked at, for this year and the next. Raises Refused by weekday."""
    set_week(calendar, week, by=by, at=at)
    if eves:
        shorten_eves(calendar, christmas=True, new_year=True, until=EVES_END, by=by, at=at)
    draft = CalendarDraft.objects.select_related("calendar", "based_on").get(calendar=calendar)
    if draft_changes(draft):
        put_in_force(calendar, seen=draft.revision, reason="", by=by, at=at)
    else:
        discard_draft(calendar)
    year = company_day(at).year
    for each in (year, year + 1):
        confirm_year(calendar, each, seen=current_version(calendar).number, by=by, at=at)


@transaction.atomic
def open_site(*, name: str, default_channel: str, calendar: Calendar, by: User, at: datetime) -> Site:
    """A place of the company; whoever sets up works at the first. Raises Refused."""
    site = save_site(None, name=name, calendar=calendar, default_channel=default_channel, by=by, at=at)
    if by.site_id is None:
        by.site = site
        save_as(by, by=by, at=at, update_fields=["site"])
    return site


@transaction.atomic
def welcome(
    *, first_name: str, last_name: str, role: str, site: Site | None, by: User, at: datetime
) -> tuple[User, str]:
    """An account with its start password, under a user name that is free. Raises Refused."""
    facts = PersonFacts(
        first_name=first_name,
        last_name=last_name,
        username=proposed_username(first_name, last_name),
        role=role,
        site=site,
        has_customer_contact=role != Role.MANAGEMENT,
    )
    return invite(facts, by=by, at=at)
