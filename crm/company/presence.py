"""Who is away, and who stands in: an escalation goes to the substitute, never into an empty room."""

from collections.abc import Iterable
from datetime import date, datetime

from django.utils.timezone import get_default_timezone

from crm.company.models import Absence

MAX_HOPS = 5  # a substitute may be away too; longer chains end with whoever is reached


def company_day(at: datetime) -> date:
    """The date on the company's wall at that moment."""
    return at.astimezone(get_default_timezone()).date()


def absences_on(at: datetime) -> dict[int, int | None]:
    """Everybody away on that day, with their substitute's id (None: nobody named). One statement."""
    day = company_day(at)
    rows = Absence.objects.filter(starts_on__lte=day, ends_on__gte=day).order_by("pk")
    return dict(rows.values_list("user_id", "substitute_id"))


def present_instead(user_id: int, away: dict[int, int | None]) -> int | None:
    """`user_id` if present, else the first present substitute along the chain, else None."""
    seen: set[int] = set()
    current: int | None = user_id
    while current is not None and current in away and len(seen) < MAX_HOPS:
        if current in seen:
            return None
        seen.add(current)
        current = away[current]
    return None if current is None or current in away else current


def present_first(user_ids: Iterable[int | None], away: dict[int, int | None]) -> int | None:
    """The first of several who is present in person."""
    return next((user_id for user_id in user_ids if user_id is not None and user_id not in away), None)
