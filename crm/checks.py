"""Mistakes in settings and set-up, said before they hurt.

`manage.py check`, `check --deploy` before going live, `check --database default` for what the rows lack.
"""

from collections.abc import Iterator, Sequence
from typing import Any

from django.conf import settings
from django.core.checks import CheckMessage, Error, Tags, register
from django.core.checks import Warning as Caution
from django.db import connections
from django.db.migrations.executor import MigrationExecutor
from django.db.models import Q
from django.utils import timezone

from cases.models import Policy
from crm.company.calendar_confirming import unconfirmed
from crm.company.models import CalendarVersion, Role, Team, User
from crm.company.presence import company_day

SHORTEST_SECRET = 50


@register(Tags.compatibility)
def one_process_has_one_web_worker(**_: Any) -> list[CheckMessage]:
    """Messages in memory reach only the process that wrote them."""
    if settings.REDIS_URL or settings.WEB_WORKERS == 1:
        return []
    hint = "Set REDIS_URL and start worker and beat, or leave WEB_CONCURRENCY at 1."
    return [Error("Several web workers need Redis.", hint=hint, id="crm.E001")]


@register(Tags.security, deploy=True)
def secret_is_long(**_: Any) -> list[CheckMessage]:
    if len(settings.SECRET_KEY) >= SHORTEST_SECRET:
        return []
    hint = f"Use at least {SHORTEST_SECRET} random characters; whoever guesses it can sign in as anybody."
    return [Error("SECRET_KEY is too short.", hint=hint, id="crm.E002")]


@register(Tags.security)
def ping_is_an_address(**_: Any) -> list[CheckMessage]:
    """The sign of life goes over HTTP; anything else would read files or fail every half minute."""
    if not settings.PING_URL or settings.PING_URL.startswith(("https://", "http://")):
        return []
    hint = "Write the whole address of the monitor, with https:// in front, or leave PING_URL empty."
    return [Error("PING_URL is no web address.", hint=hint, id="crm.E003")]


@register(Tags.database)
def installation_is_complete(*, databases: Sequence[str] | None = None, **_: Any) -> list[CheckMessage]:
    """Without these an escalation could find nobody, or a case no deadline."""
    if "default" not in (databases or []) or not _is_migrated():
        return []
    return [Caution(text, hint=hint, id=id_) for id_, text, hint in _missing()]


@register(Tags.database)
def calendars_are_confirmed(*, databases: Sequence[str] | None = None, **_: Any) -> list[CheckMessage]:
    """A holiday nobody entered is a promise for a day on which nobody is there."""
    if "default" not in (databases or []) or not _is_migrated():
        return []
    hint = "Somebody of the administration looks at the year in Einstellungen, Kalender, and confirms it."
    return [
        Caution(f"Calendar {each.calendar.pk}: {each.year} is not confirmed.", hint=hint, id="crm.W006")
        for each in unconfirmed(company_day(timezone.now()))
    ]


def _missing() -> Iterator[tuple[str, str, str]]:
    if not Team.objects.filter(is_fallback=True).exists():
        yield "crm.W001", "No team is the fallback.", "Mark one team: what belongs to nobody goes there."
    gone = Q(lead__is_active=False) | Q(deputy__is_active=False)
    for team in Team.objects.filter(gone, active=True):
        yield "crm.W002", f"Team {team.pk} has an inactive lead or deputy.", "Name somebody who is there."
    if not User.objects.filter(role=Role.MANAGEMENT, is_active=True).exists():
        yield "crm.W003", "Nobody is active management.", "The last escalation goes there."
    if not Policy.objects.filter(catch_all=True).exists():
        yield (
            "crm.W004",
            "No policy is the catch-all.",
            "Without it a case that fits no rule gets no deadline.",
        )
    if not CalendarVersion.objects.exists():
        yield "crm.W005", "There is no calendar.", "Deadlines count working time."


def _is_migrated() -> bool:
    """False before `migrate`, which runs these checks too, on an empty database as on that of an older version."""
    executor = MigrationExecutor(connections["default"])
    return not executor.migration_plan(executor.loader.graph.leaf_nodes())
