"""Meine Arbeit: open cases in due order, list by list."""

from datetime import datetime, tzinfo
from itertools import groupby
from typing import Any

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from cases.asking import viewer_in
from cases.counted import MOST
from cases.work_rows import PER_PAGE, Row, rows
from cases.work_sentence import count_label, headline, the_others
from cases.worklist import Counts, Days, WorkList, counts
from crm.company.calendars import hours_of
from crm.company.models import Role
from crm.company.permissions import Viewer
from crm.lib.working_time import spans_between


@require_safe
def work(request: HttpRequest) -> HttpResponse:
    now, tz = timezone.now(), timezone.get_current_timezone()
    viewer = viewer_in(request, now=now)
    shown = _shown(request.GET.get("liste", ""), viewer)
    days = Days.at(now, tz)
    told = counts(shown, viewer, days=days)
    page = Paginator(range(told.lists[shown]), PER_PAGE).get_page(request.GET.get("page"))
    lines = rows(shown, viewer=viewer, now=now, tz=tz, skip=(page.number - 1) * PER_PAGE)
    context: dict[str, Any] = {
        "now": now,
        "section": "work",
        "work_count": told.lists[WorkList.MINE],
        "shown": shown.value,
        "headline": headline(told.groups),
        "others": the_others(told.groups),
        "closes": _closes(told, now=now, tz=tz),
        "tabs": _tabs(shown, viewer, told),
        "groups": _groups(lines, days, told),
        "show_owner": shown not in (WorkList.MINE, WorkList.UNASSIGNED),
        "page": page,
        "cut_off": told.lists[shown] >= MOST and not page.has_next(),
        "team_next": told.team_next,
    }
    return render(request, "cases/work.html", context)


def _shown(wanted: str, viewer: Viewer) -> WorkList:
    """The list that was asked for; without a wish what this person answers for: everything, the team's, my own."""
    if wanted in WorkList.values:
        return WorkList(wanted)
    if viewer.role == Role.MANAGEMENT:
        return WorkList.ALL
    return WorkList.TEAM if viewer.role == Role.LEAD and viewer.team_ids else WorkList.MINE


def _tabs(shown: WorkList, viewer: Viewer, told: Counts) -> list[dict[str, Any]]:
    """Every list but those that cannot hold anything for this person."""
    pointless = set()
    if not viewer.team_ids:
        pointless.add(WorkList.TEAM)
    if not viewer.stands_in_for:
        pointless.add(WorkList.STAND_IN)
    return [
        {
            "code": which.value,
            "label": _label(which, viewer, told),
            "count": count_label(told.lists[which]),
            "current": which == shown,
        }
        for which in WorkList
        if which not in pointless or which == shown
    ]


def _label(which: WorkList, viewer: Viewer, told: Counts) -> str:
    if which != WorkList.TEAM:
        return str(which.label)
    if told.team_name:
        return _("Team %(name)s") % {"name": told.team_name}
    return _("Meine Teams") if viewer.team_ids else _("Team")


def _groups(lines: list[Row], days: Days, told: Counts) -> list[dict[str, Any]]:
    titles = {
        "late": _("Überfällig"),
        "today": _("Heute"),
        "tomorrow": _("Morgen"),
        "week": _("Diese Woche"),
        "later": _("Später"),
    }
    return [
        {"title": titles[name], "count": count_label(told.groups[name]), "rows": list(members)}
        for name, members in groupby(lines, key=lambda line: days.group(line.due))
    ]


def _closes(told: Counts, *, now: datetime, tz: tzinfo) -> str:
    """ "Heute wird noch bis 17:00 gearbeitet.", by the calendar of the person's own site."""
    if told.calendar_version_id is None:
        return ""
    spans = spans_between(now, Days.at(now, tz).tomorrow, hours_of(told.calendar_version_id))
    if not spans:
        return ""
    there = spans[-1][1].astimezone(tz)
    return _("Heute wird noch bis %(time)s gearbeitet.") % {"time": f"{there.hour}:{there.minute:02}"}
