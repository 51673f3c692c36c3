"""What the bar shows on every page: my open work, unread notices, and whether the clock stands still."""

from typing import Any

from django.db.models import Q
from django.http import HttpRequest
from django.utils import timezone
from django.utils.functional import SimpleLazyObject

from cases.models import Case, Status
from crm.outbox.reading import unread_count
from crm.outbox.watchdog import watchdog_sentence


def bar(request: HttpRequest) -> dict[str, Any]:
    """Context of the base template. Counts are read only where a page shows the bar."""
    now = timezone.now()
    context: dict[str, Any] = {"now": now}
    user = getattr(request, "user", None)  # an error page may come before anybody is known
    if user is not None and user.is_authenticated:
        mine = Case.objects.filter(Q(owner=user) & ~Q(status=Status.RESOLVED))
        context["work_count"] = SimpleLazyObject(mine.count)
        context["notice_count"] = SimpleLazyObject(lambda: unread_count(user, now=now))
        context["watchdog_banner"] = SimpleLazyObject(lambda: watchdog_sentence(now))
    return context
