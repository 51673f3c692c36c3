"""Was fehlt: the list for whoever writes the next answer. Everybody reads it; who keeps the data settles."""

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from cases import answer_list
from cases.answer_gaps import gaps_shown, settle_gap
from cases.answer_writing import may_write
from cases.asking import user_in, viewer_in
from cases.models import AnswerGap
from crm.company.presence import company_day
from crm.company.settings_editing import do
from crm.dashboard.answer_needs import needs
from crm.dashboard.first_contact_words import address, share
from crm.dashboard.origin_period import chosen


@require_safe
def answer_gaps(request: HttpRequest) -> HttpResponse:
    """GET ?von=&bis=: topics that are often asked and rarely solved at once, and what was missing."""
    now = timezone.now()
    today = company_day(now)
    period = chosen(request.GET, today=today)
    numbers = answer_list.counts(today)
    lines = [
        {
            "need": need,
            "share": share(need.numbers.kept, need.numbers.base),
            "asked": address(period.query, f"anliegen={need.topic.pk}"),
            "cases": address(period.query, f"anliegen={need.topic.pk}&art=vorgang"),
        }
        for need in needs(period, today=today)
    ]
    context = {
        "section": "answers",
        "tab": "luecken",
        "tabs": [(code, label, numbers.of(code)) for code, label in answer_list.TABS.items()],
        "numbers": numbers,
        "lines": lines,
        "gaps": gaps_shown(viewer_in(request, now=now)),
        "may_write": may_write(user_in(request)),
        "period": period,
    }
    return render(request, "dashboard/answer_gaps.html", context)


@require_POST
def answer_gap_settle(request: HttpRequest, pk: int) -> HttpResponse:
    """It is written elsewhere, or not needed."""
    if not may_write(user_in(request)):
        raise PermissionDenied
    row = get_object_or_404(AnswerGap, pk=pk)
    return do(
        request,
        lambda: settle_gap(row.pk, by=user_in(request), at=timezone.now()),
        words=_("Erledigt."),
        back=reverse("answer_gaps"),
    )
