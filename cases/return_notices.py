"""What lead and owner read when cases went back to the team: numbers only, whatever the topic."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from django.utils import translation
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from cases.models import Case, StepRole
from cases.notices import subject_key, to_person
from cases.recipients import People
from crm.company.models import NoticeWay, User
from crm.company.presence import company_day
from crm.outbox.models import Notice

LISTED = 40
TO_SHARE_OUT = "/arbeit/?liste=ohne"


def return_notices(cases: Sequence[Case], owner: User, people: People, now: datetime) -> list[Notice]:
    """For the lead, and for the owner for when they are back; with numbers only, whatever the topic."""
    first = cases[0]
    words = {"count": len(cases), "owner": owner, "team": first.team.name, "cases": numbers_of(cases)}
    told = [(who.user, NoticeWay.BOTH, _for_lead) for who in people.for_role(StepRole.LEAD, first)] + [
        (owner, NoticeWay.APP, _for_owner)
    ]
    notices: list[Notice] = []
    for user, way, say in told:
        with translation.override(user.language):
            subject, text = say(words, company_day(now))
        key = f"returned:{first.pk}:{first.version}:{user.pk}"
        notices += to_person(
            first, user, way=way, key=key, kind="returned", subject=subject, text=text, at=now
        )
    for notice in notices:
        notice.path = TO_SHARE_OUT
        notice.subject_key = subject_key(first) if len(cases) == 1 else f"returned:{owner.pk}"
    return notices


def _for_lead(words: dict[str, Any], _day: date) -> tuple[str, str]:
    subject = ngettext(
        "Ein Vorgang von %(owner)s ist zurück im Team %(team)s",
        "%(count)d Vorgänge von %(owner)s sind zurück im Team %(team)s",
        words["count"],
    )
    text = _(
        "%(owner)s ist länger nicht da. Jetzt ist niemand zuständig für: %(cases)s. Bitte verteilen Sie neu."
    )
    return subject % words, text % words


def _for_owner(words: dict[str, Any], day: date) -> tuple[str, str]:
    subject = _("Während Sie weg sind, kümmert sich das Team %(team)s") % words
    return subject, _("Seit %(day)s beim Team: %(cases)s.") % (words | {"day": date_format(day)})


def numbers_of(cases: Sequence[Case]) -> str:
    """ "#4001, #4002", and at most `LISTED` of them."""
    listed = ", ".join(f"#{case.number}" for case in cases[:LISTED])
    return f"{listed} …" if len(cases) > LISTED else listed
