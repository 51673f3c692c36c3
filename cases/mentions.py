"""Naming colleagues in a note: "@vorgang" or "@Aylin Demir". Who is named hears of it, and must be able to read it."""

import re
from collections.abc import Iterable
from datetime import datetime

from django.db.models import Q
from django.utils.translation import gettext as _

from cases.models import Case
from cases.notices import mention_notices
from cases.visibility import sees_matter
from crm.company.models import Absence, Role, Team, User
from crm.company.permissions import viewer_of
from crm.company.presence import company_day
from crm.lib.acts import refuse
from crm.outbox.enqueue import enqueue

MOST = 20
_NAMED = re.compile(r"(?<![\w.])@(?=\w)")


def mentioned(text: str, people: Iterable[User]) -> list[User]:
    """Whom a text names, each once, in order: by user name, by full name, or by a first or last name only one has.

    The longest that fits counts, so "@Anna Berg" is Anna Berg and not every Anna.
    """
    names = _names(people)
    found: dict[int, User] = {}
    lowered = text.lower()
    for mark in _NAMED.finditer(text):
        rest = lowered[mark.end() : mark.end() + 120]
        fits = [
            name for name in names if rest.startswith(name) and not rest[len(name) : len(name) + 1].isalnum()
        ]
        if fits and (user := names[max(fits, key=len)]) is not None:
            found[user.pk] = user
    return list(found.values())


def _names(people: Iterable[User]) -> dict[str, User | None]:
    """Every way to name somebody; None where several are called so."""
    ways: dict[str, User | None] = {}
    people = list(people)
    for user in people:
        for part in {user.first_name.lower(), user.last_name.lower()} - {""}:
            ways[part] = None if part in ways else user
    for user in people:
        full = user.get_full_name().lower()
        if " " in full:
            ways[full] = None if full in ways and ways[full] != user else user
    ways |= {user.username.lower(): user for user in people}
    return ways


def colleagues(case: Case, *, at: datetime) -> list[User]:
    """Who may be named in a note on this case: everybody at work, of a confidential one only those inside."""
    people = User.objects.filter(is_active=True).order_by("first_name", "last_name", "username")
    if case.topic.confidential:
        return [user for user in people.filter(_inside(case)) if _reads(user, case, at)]
    return list(people)


def _inside(case: Case) -> Q:
    """The few who may be inside at all; who of them is, is decided by the policy."""
    team = case.team_id
    leads = Q(pk__in=Team.objects.filter(pk=team).values("lead")) | Q(
        pk__in=Team.objects.filter(pk=team).values("deputy")
    )
    stands_in = Q(pk__in=Absence.objects.filter(user=case.owner_id).values("substitute"))
    ours = Q(pk__in=[case.owner_id or 0, case.opened_by_id]) | Q(teams=team)
    return Q(pk__in=User.objects.filter(Q(role=Role.ADMIN) | ours).values("pk")) | leads | stands_in


def _reads(user: User, case: Case, at: datetime) -> bool:
    return sees_matter(viewer_of(user, today=company_day(at)), case)


def called(people: Iterable[User]) -> list[str]:
    """How each is written after the @: the full name, or the user name where that says more."""
    people = list(people)
    names = _names(people)
    return [
        user.get_full_name() if names.get(user.get_full_name().lower()) == user else user.username
        for user in people
    ]


def check_mentions(case: Case, text: str, *, at: datetime) -> list[User]:
    """Whom the text names. Raises Refused where one of them may not read the case."""
    if "@" not in text:
        return []
    named = mentioned(text, User.objects.filter(is_active=True))[:MOST]
    outside = [user for user in named if not _reads(user, case, at)] if case.topic.confidential else []
    if outside:
        raise refuse(
            "text",
            _(
                "%(names)s darf diesen vertraulichen Vorgang nicht sehen. Nennen Sie nur Menschen aus dem "
                "Team, oder übergeben Sie den Vorgang."
            )
            % {"names": ", ".join(str(user) for user in outside)},
        )
    return named


def tell_mentioned(case: Case, named: Iterable[User], *, by: User, at: datetime, key: int) -> None:
    """Each gets a notice, once for this note (`key`)."""
    notices = list(mention_notices(case, named, by=by, at=at))
    for notice in notices:
        notice.dedupe_key = f"{notice.dedupe_key}:{key}"
    enqueue(notices)
