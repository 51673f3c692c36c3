"""The sign an open page of a case gives, and the answer: who else has it open."""

from datetime import datetime

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from cases.asking import user_in, viewer_in
from cases.models import Case
from cases.presence import note_presence, others, room
from cases.presence_words import presence_words
from cases.visibility import sees_matter
from crm.company.permissions import Viewer


@require_POST
@never_cache
def who(request: HttpRequest, number: int) -> HttpResponse:
    """`writing` "1": a form of the case is open. `shown`: what the page says already; if it is true still, 204.

    Two statements beside session and person; one more for a confidential case that is the team's.
    """
    now, tz, user = timezone.now(), timezone.get_current_timezone(), user_in(request)
    try:
        here = room(number, now=now)
    except Case.DoesNotExist as unknown:
        raise Http404 from unknown
    if not _inside(request, here.case, now=now):
        raise Http404
    note_presence(here, user=user, writing=request.POST.get("writing") == "1", now=now)
    presence = presence_words(others(here.signs, user=user, now=now), now=now, tz=tz)
    if request.POST.get("shown", "") == presence.version:
        return HttpResponse(status=204)
    return render(request, "cases/case/presence_lines.html", {"presence": presence})


def _inside(request: HttpRequest, case: Case, *, now: datetime) -> bool:
    """What the person alone decides asks for nothing more; only then for their teams and whom they stand in for."""
    user = user_in(request)
    alone = Viewer(user_id=user.pk, role=user.role, team_ids=frozenset(), stands_in_for=frozenset())
    return sees_matter(alone, case) or sees_matter(viewer_in(request, now=now), case)
