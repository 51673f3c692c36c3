"""Ausblick: what happens to a case until a day if nobody does anything. Nothing is written."""

from datetime import date, datetime, time, timedelta
from functools import partial
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.utils.dateparse import parse_date
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from cases.asking import viewer_in
from cases.models import Case, Status
from cases.tryout_scenes import scene_of, until
from cases.tryout_words import days_of, entry_of, next_words, summary
from cases.visibility import sees_matter

FRIDAY = 5
LONGEST = timedelta(days=60)


@require_safe
def tryout(request: HttpRequest, number: int) -> HttpResponse:
    now, tz = timezone.now(), timezone.get_current_timezone()
    case = get_object_or_404(Case.objects.select_related("topic", "team", "owner"), number=number)
    if not sees_matter(viewer_in(request, now=now), case):
        raise Http404
    today = now.astimezone(tz).date()
    day = _chosen(request.GET.get("bis", ""), today)
    context: dict[str, Any] = {
        "now": now,
        "section": "work",
        "case": case,
        "day": day,
        "first_day": today,
        "last_day": today + LONGEST,
        "day_words": date_format(day, _("l, j. F")),
        "choices": [
            (_("Freitag"), next_friday(today)),
            (_("2 Wochen"), today + timedelta(days=14)),
            (_("4 Wochen"), today + timedelta(days=28)),
        ],
    }
    if case.status != Status.RESOLVED:
        context |= _ahead(case, day, now)
    template = "cases/tryout.html#ahead" if request.htmx else "cases/tryout.html"  # type: ignore[attr-defined]
    return render(request, template, context)


def _ahead(case: Case, day: date, now: datetime) -> dict[str, Any]:
    tz = timezone.get_current_timezone()
    scene = scene_of(case, now=now)
    moments, following = until(scene, datetime.combine(day + timedelta(days=1), time(), tz))
    tell = partial(entry_of, team=case.team.name, users=scene.users)
    after = tell(following) if following else None
    return {
        "days": days_of([tell(moment) for moment in moments], tz),
        "summary": summary(moments),
        "after": next_words(following, after, now=now, tz=tz),
    }


def _chosen(typed: str, today: date) -> date:
    """The day that was asked for, between today and two months ahead; else the next Friday."""
    try:
        wanted = parse_date(typed)
    except ValueError:
        wanted = None
    if wanted is None:
        return next_friday(today)
    return min(max(wanted, today), today + LONGEST)


def next_friday(today: date) -> date:
    """This week's Friday, from Friday on the next one."""
    return today + timedelta(days=(FRIDAY - today.isoweekday() - 1) % 7 + 1)
