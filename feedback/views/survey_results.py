"""What a survey found: the figures with their intervals, by topic, site and source, over the weeks; and the answers."""

from datetime import timedelta
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from cases.asking import viewer_in
from crm.company.export_answers import as_file, exporter, narrowed
from crm.company.presence import company_day
from crm.company.settings_access import look
from crm.lib.charts import CHART, trend
from feedback.models import Survey
from feedback.survey_export import answers_listed
from feedback.survey_result_words import FEW, MEASURES, cards, lines
from feedback.survey_results import Results, results

WEEKS = (13, 26, 52)


@require_safe
def survey_results(request: HttpRequest, pk: int) -> HttpResponse:
    """GET ?wochen=13|26|52."""
    survey = get_object_or_404(Survey, pk=pk)
    weeks = next((each for each in WEEKS if request.GET.get("wochen") == str(each)), WEEKS[0])
    today = company_day(timezone.now())
    first = today - timedelta(days=today.weekday(), weeks=weeks - 1)
    found = results(survey, first=first, last=today)
    context = look(
        request,
        section="voices",
        survey=survey,
        weeks=weeks,
        choices_of_weeks=WEEKS,
        found=found,
        cards=cards(found.total),
        heads=[MEASURES[code] for code in found.total.measures],
        chart=chart_of(found),
        parts=[
            (_("Nach Anliegen"), _("Anliegen"), lines(found.topics, found.total)),
            (_("Nach Standort"), _("Standort"), lines(found.sites, found.total)),
            (_("Nach Herkunft"), _("Herkunft"), lines(found.sources, found.total)),
        ],
        by_week=lines(
            [(date_format(day, _("j.n.Y")), each) for day, each in reversed(found.weeks)], found.total
        ),
    )
    return render(request, "feedback/survey_results.html", context)


@require_POST
def survey_answers_as_file(request: HttpRequest, pk: int) -> HttpResponseBase:
    """POST format=csv|xlsx."""
    exporter(request)
    survey = get_object_or_404(Survey, pk=pk)
    viewer = viewer_in(request, now=timezone.now())
    return as_file(request, answers_listed(survey, viewer, narrowed_by=narrowed(request) or survey.name))


def chart_of(found: Results) -> dict[str, Any] | None:
    """The first figure the survey asks for, week by week; nothing before two weeks have enough answers."""
    code = next(iter(found.total.measures), "")
    values = [
        round(each.measures[code].found.value * (1 if code == "nps" else 100), 1)
        if code in each.measures and each.measures[code].number >= FEW
        else None
        for _day, each in found.weeks
    ]
    if sum(value is not None for value in values) < 2:  # noqa: PLR2004 - a line needs two ends
        return None
    days = [date_format(day, _("j.n.")) for day, _each in found.weeks]
    return {
        "title": MEASURES[code],
        "trend": trend(values, frame=CHART),
        "first": days[0],
        "middle": days[len(days) // 2],
        "last": days[-1],
    }
