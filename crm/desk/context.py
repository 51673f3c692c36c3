"""What every page shows or knows: my open work, notices, calls, whether the clock stands still, when to lock itself."""

from typing import Any

from django.db.models import BigIntegerField, Count, QuerySet
from django.http import HttpRequest
from django.utils import timezone
from django.utils.functional import SimpleLazyObject

from cases.models import Case, Status
from crm.company.permissions import oversees
from crm.company.shared_device import device_of, locks_after
from crm.desk.ringing import listens
from crm.lib.kept import Kept
from crm.outbox.reading import unread_count
from crm.outbox.watchdog import watchdog_sentence


def bar(request: HttpRequest) -> dict[str, Any]:
    """Context of the base template. Counts are read only where a page shows the bar."""
    now = timezone.now()
    context: dict[str, Any] = {"now": now}
    if device := device_of(request):
        context["lock_seconds"] = int(locks_after(device).total_seconds())
    user = getattr(request, "user", None)  # an error page may come before anybody is known
    if user is not None and user.is_authenticated:
        context["listens"] = listens(request, user)
        context["work_count"] = SimpleLazyObject(lambda: sum(MINE.rows(owner=user.pk)))
        context["notice_count"] = SimpleLazyObject(lambda: unread_count(user, now=now))
        context["watchdog_banner"] = SimpleLazyObject(lambda: watchdog_sentence(now, insider=oversees(user)))
    return context


def _mine(*, owner: Any) -> QuerySet[Any, Any]:
    mine = Case.objects.filter(owner=owner).exclude(status=Status.RESOLVED).order_by()
    return mine.values("owner").annotate(n=Count("pk")).values_list("n", flat=True)


MINE = Kept(_mine, owner=BigIntegerField())
