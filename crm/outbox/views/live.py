"""What changes while a page stays open: the number of unread notices, and the warning that the clock stands."""

from typing import cast

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from crm.company.models import User
from crm.company.permissions import oversees
from crm.lib.live import live_version, seen_count
from crm.outbox.reading import unread_count
from crm.outbox.watchdog import watchdog_sentence


@require_safe
@never_cache
def live(request: HttpRequest) -> HttpResponse:
    """Nothing (204) as long as the page shows what is true; else the parts that changed. One statement of its own."""
    now, user = timezone.now(), cast(User, request.user)
    unread = unread_count(user, now=now)
    warning = watchdog_sentence(now, insider=oversees(user))
    shown = request.GET.get("v", "")
    if shown == live_version(unread, warning):
        return HttpResponse(status=204)
    context = {
        "notice_count": unread,
        "watchdog_banner": warning,
        "new_notices": max(unread - seen_count(shown), 0),
    }
    return render(request, "outbox/live.html", context)
