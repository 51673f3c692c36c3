"""The deadlines of one case, each with its reckoning and its event log; those that cannot be met stand apart."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from cases.asking import facts_in, viewer_in
from cases.deadline_log import accounts, with_everything
from cases.pausing import pause_spans
from cases.visibility import sees_matter


@require_safe
def case_deadlines(request: HttpRequest, number: int) -> HttpResponse:
    now, tz = timezone.now(), timezone.get_current_timezone()
    viewer = viewer_in(request, now=now)
    facts = facts_in(request, number, viewer, now=now)
    if not sees_matter(viewer, facts.case):
        return redirect("case", number)
    told = accounts(
        facts.case,
        list(with_everything(facts.case.pk)),
        pauses=pause_spans(facts.case.pk),
        now=now,
        tz=tz,
    )
    context: dict[str, Any] = {
        "section": "work",
        "case": facts.case,
        "work_count": facts.work_count,
        "notice_count": facts.notice_count,
        "running": [each for each in told if not each.dropped],
        "dropped": [each for each in told if each.dropped],
    }
    return render(request, "cases/case/deadlines.html", context)
