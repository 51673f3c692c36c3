"""Telephone lines: made, changed and ended by the administration; each has a secret address to report to."""

from datetime import datetime, timedelta
from typing import Final

from django.db import transaction
from django.db.models import Case, F, Q, When
from django.utils.translation import gettext as _

from contacts.models import LineKind, LineUse, PhoneLine, Topic
from crm.company.models import Site, User
from crm.lib.acts import refuse
from crm.lib.free_names import free_name
from crm.lib.history import save_as
from crm.lib.tokens import new_token, token_hash

PER_MINUTE: Final = 600
"""Events of one line; a company of fifty people comes to a tenth of that on its busiest morning."""


@transaction.atomic
def save_line(
    line: PhoneLine | None,
    *,
    name: str,
    kind: str,
    topic: Topic,
    speaks_for: User,
    site: Site | None,
    by: User,
    at: datetime,
) -> tuple[PhoneLine, str]:
    """Set up a line, or change one. Gives a new one's secret, which nobody can read again. Raises Refused by field."""
    row = line or PhoneLine(made_at=at)
    row.name = free_name(name, 60, among=PhoneLine.objects.exclude(pk=row.pk))
    if kind not in LineKind.values:
        raise refuse("kind", _("Bitte wählen Sie, welche Telefonanlage meldet."))
    if not topic.active:
        raise refuse("topic", _("Dieses Anliegen ist nicht mehr in Gebrauch."))
    if not speaks_for.is_active:
        raise refuse("speaks_for", _("%(name)s arbeitet nicht mehr hier.") % {"name": speaks_for})
    row.kind, row.topic, row.speaks_for, row.site = kind, topic, speaks_for, site
    token = "" if line else _give_token(row)
    save_as(row, by=by, at=at)
    if line is None:
        LineUse.objects.create(line=row, minute=at)
    _tell_sites(by=by, at=at)
    return row, token


@transaction.atomic
def renew_token(line: PhoneLine, *, by: User, at: datetime) -> str:
    """The old address ends at once."""
    token = _give_token(line)
    save_as(line, by=by, at=at, reason=_("Neue Adresse"), update_fields=["token_hash"])
    return token


@transaction.atomic
def end_line(line: PhoneLine, *, by: User, at: datetime) -> None:
    """Its address opens nothing any more; the calls stay."""
    line.ended_at = at
    save_as(line, by=by, at=at, reason=_("Beendet"), update_fields=["ended_at"])
    _tell_sites(by=by, at=at)


def line_with(token: str) -> PhoneLine | None:
    found = PhoneLine.objects.select_related("speaks_for", "topic", "site")
    return found.filter(token_hash=token_hash(token), ended_at=None).first()


def admitted(line: PhoneLine, *, at: datetime) -> bool:
    """Count one event; False when the line has reported too often within this minute. One statement."""
    minute = at.replace(second=0, microsecond=0)
    room = ~Q(minute=minute) | Q(events__lt=PER_MINUTE)
    counted = Case(When(minute=minute, then=F("events") + 1), default=1)
    taken = LineUse.objects.filter(room, line=line).update(events=counted, minute=minute, last_at=at)
    return bool(taken)


def next_minute(at: datetime) -> int:
    """Seconds until a line that reported too often is heard again."""
    return int((at.replace(second=0, microsecond=0) + timedelta(minutes=1) - at).total_seconds()) + 1


def _give_token(line: PhoneLine) -> str:
    token = new_token()
    line.token_hash = token_hash(token)
    return token


def _tell_sites(*, by: User, at: datetime) -> None:
    """Pages ask a person's site whether to listen for calls, never the lines."""
    ringing = set(PhoneLine.objects.filter(ended_at=None, site__isnull=False).values_list("site", flat=True))
    for site in Site.objects.filter(Q(pk__in=ringing) | Q(rings_for_all=True)):
        if site.rings_for_all != (site.pk in ringing):
            site.rings_for_all = site.pk in ringing
            save_as(site, by=by, at=at, reason=_("Telefonanschluss"), update_fields=["rings_for_all"])
