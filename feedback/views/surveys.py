"""Umfragen: which there are and what lately came of them; the administration builds them, and sees their pages."""

from datetime import timedelta
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from crm.company.presence import company_day
from crm.company.settings_access import administrator, look, settings_view
from crm.lib.acts import Refused
from feedback.answer_form import AnswerForm
from feedback.models import Survey
from feedback.survey_building import (
    MOST_QUESTIONS,
    claim_exception,
    end_exception,
    save_questions,
    save_survey,
    switch,
)
from feedback.survey_counts import ANSWERED, SENT
from feedback.survey_forms import QuestionSet, SurveyForm, as_typed
from feedback.survey_results import lately

LATELY = timedelta(days=90)
REFUSED = 400


@require_safe
def surveys(request: HttpRequest) -> HttpResponse:
    rows = Survey.objects.select_related("topic", "site", "group").order_by("-active", "name", "pk")
    counted = lately(first=company_day(timezone.now() - LATELY))
    found = [(each, counted[each.pk, SENT], counted[each.pk, ANSWERED]) for each in rows]
    return render(request, "feedback/surveys.html", look(request, section="voices", surveys=found))


@require_http_methods(["GET", "HEAD", "POST"])
@settings_view()
def survey_new(request: HttpRequest) -> HttpResponse:
    return _save(request, None)


@require_http_methods(["GET", "HEAD", "POST"])
@settings_view()
def survey_edit(request: HttpRequest, pk: int) -> HttpResponse:
    return _save(request, get_object_or_404(Survey, pk=pk))


def _save(request: HttpRequest, survey: Survey | None) -> HttpResponse:
    form = SurveyForm(request.POST if request.method == "POST" else None, survey=survey)
    if request.method == "POST" and form.is_valid():
        try:
            saved = save_survey(survey, form.cleaned_data, by=administrator(request), at=timezone.now())
        except Refused as refusal:
            for name, texts in refusal.messages.items():
                form.add_error(name if name in form.fields else None, texts)
        else:
            messages.success(request, _("Gespeichert."))
            return redirect("survey_edit" if survey else "survey_questions", saved.pk)
    context = look(request, section="voices", form=form, survey=survey, **_standing(survey))
    return render(request, "feedback/survey_edit.html", context, status=REFUSED if form.errors else 200)


def _standing(survey: Survey | None) -> dict[str, Any]:
    if survey is None:
        return {}
    version = survey.versions.prefetch_related("questions").order_by("-number").first()
    return {
        "version": version,
        "exception": survey.exceptions.filter(ended_at=None).select_related("by").first(),
        "changed": survey.history.select_related("history_user").order_by("-history_date", "-pk").first(),
    }


@require_http_methods(["GET", "HEAD", "POST"])
@settings_view()
def survey_questions(request: HttpRequest, pk: int) -> HttpResponse:
    survey = get_object_or_404(Survey, pk=pk)
    version = survey.versions.prefetch_related("questions").order_by("-number").first()
    asked = list(version.questions.all()) if version else []
    places = min(len(asked) + 2, MOST_QUESTIONS)
    typed = request.POST if request.method == "POST" else None
    questions = QuestionSet(typed, initial=as_typed(asked, places=places), prefix="frage")
    wrong: list[str] = []
    if request.method == "POST" and questions.is_valid():
        filled = questions.filled()
        try:
            made = save_questions(
                survey, [each for _place, each in filled], by=administrator(request), at=timezone.now()
            )
        except Refused as refusal:
            wrong = _show(questions, [place for place, _each in filled], refusal)
        else:
            messages.success(request, _("Gespeichert als Fassung %(n)d.") % {"n": made.number})
            return redirect("survey_preview", pk)
    refused = request.method == "POST"
    context = look(
        request,
        section="voices",
        survey=survey,
        questions=questions,
        wrong=wrong,
        refused=refused,
        version=version,
        used=version.invitations.count() if version else 0,
    )
    return render(request, "feedback/survey_questions.html", context, status=REFUSED if refused else 200)


def _show(questions: QuestionSet, places: list[int], refusal: Refused) -> list[str]:
    """Put each message beside its field; gives what belongs to all of them."""
    whole: list[str] = []
    for name, texts in refusal.messages.items():
        number, _dash, field = name.partition("-")
        if field:
            for text in texts:
                questions.forms[places[int(number)]].add_error(field, text)
        else:
            whole += texts
    return whole


@require_safe
@settings_view()
def survey_preview(request: HttpRequest, pk: int) -> HttpResponse:
    """GET ?sprache=en: the newest questions as a customer will see them; there is nothing to send."""
    survey = get_object_or_404(Survey, pk=pk)
    version = survey.versions.prefetch_related("questions").order_by("-number").first()
    language = "en" if request.GET.get("sprache") == "en" else "de"
    with translation.override(language):
        form = AnswerForm(questions=list(version.questions.all()) if version else [])
        asked = form.asked()
    context = look(request, section="voices", survey=survey, version=version, asked=asked, language=language)
    context["languages"] = settings.LANGUAGES
    return render(request, "feedback/survey_preview.html", context)


@require_POST
@settings_view()
def survey_switch(request: HttpRequest, pk: int) -> HttpResponse:
    """POST on=1|0."""
    get_object_or_404(Survey, pk=pk)
    on = request.POST.get("on") == "1"
    survey = switch(pk, on=on, by=administrator(request), at=timezone.now())
    said = _("„%(name)s“ läuft jetzt.") if on else _("„%(name)s“ fragt niemanden mehr.")
    messages.success(request, said % {"name": survey.name})
    return redirect("surveys")


@require_POST
@settings_view()
def survey_exception(request: HttpRequest, pk: int) -> HttpResponse:
    """POST on=1 with a reason, or on=0."""
    get_object_or_404(Survey, pk=pk)
    by, at = administrator(request), timezone.now()
    try:
        if request.POST.get("on") == "1":
            claim_exception(pk, reason=request.POST.get("reason", ""), by=by, at=at)
        else:
            end_exception(pk, by=by, at=at)
    except Refused as refusal:
        messages.warning(request, str(refusal))
    else:
        messages.success(request, _("Gespeichert."))
    return redirect("survey_edit", pk)
