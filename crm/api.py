"""The resources of `/api/v1/`. Each app brings its own views; this file is their list."""

import sys
from typing import Final

from django.contrib.auth.decorators import login_not_required
from django.db import InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.urls import path
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views import defaults
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_safe

from cases import answers_api as answers
from cases import api as cases
from contacts.api import choices, consents, customers, merges
from crm.dashboard.api import GoalsView
from crm.dashboard.figures.api import FiguresView
from crm.desk import api as desk
from crm.lib.api_docs import Schema, document, sections
from feedback import api as feedback

RETRY_AFTER: Final = 5
"""Seconds."""


@require_safe
def docs(request: HttpRequest) -> HttpResponse:
    """GET /api/v1/docs/: the description as a page, for whoever is signed in."""
    return render(request, "api/docs.html", {"sections": sections(document(get_language() or "de"))})


@csrf_exempt
@login_not_required
def not_found(_request: HttpRequest) -> JsonResponse:
    """Every other address below /api/, also one without its closing slash."""
    return JsonResponse(
        {"detail": _("Diese Adresse gibt es nicht. Alle Adressen enden mit einem Schrägstrich.")}, status=404
    )


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """What could not even be read, before any view saw it: 400 as JSON for programs, as a page for people."""
    if _is_program(request):
        return JsonResponse({"detail": _("Diese Anfrage konnten wir nicht lesen.")}, status=400)
    return defaults.bad_request(request, exception)


def broken(request: HttpRequest) -> HttpResponse:
    """An error of ours: as JSON for programs, as a page for people. What it was stands in the log alone.

    500, or 503 with `Retry-After` where the database could not be reached in time: the same may go well in a moment.
    """
    if _is_program(request):
        response: HttpResponse = JsonResponse(
            {"detail": _("Das hat nicht geklappt, es liegt an uns.")}, status=500
        )
    else:
        response = defaults.server_error(request)
    if isinstance(sys.exception(), (OperationalError, InterfaceError)):
        response.status_code, response["Retry-After"] = 503, RETRY_AFTER
    return response


def _is_program(request: HttpRequest) -> bool:
    return request.path.startswith("/api/")


urlpatterns = [
    path("customers/", customers.CustomerList.as_view(), name="api_customers"),
    path("customers/<int:pk>/", customers.CustomerOne.as_view(), name="api_customer"),
    path("customers/<int:pk>/consents/", consents.ConsentList.as_view(), name="api_consents"),
    path("merges/", merges.MergeList.as_view(), name="api_merges"),
    path("merges/<int:pk>/", merges.MergeOne.as_view(), name="api_merge"),
    path("merges/<int:pk>/undoing/", merges.Undoing.as_view(), name="api_merge_undoing"),
    path("contacts/", desk.ContactList.as_view(), name="api_contacts"),
    path("contacts/<int:pk>/", desk.ContactOne.as_view(), name="api_contact"),
    path("contacts/<int:pk>/customer/", desk.ContactCustomer.as_view(), name="api_contact_customer"),
    path("cases/", cases.CaseList.as_view(), name="api_cases"),
    path("cases/<int:pk>/", cases.CaseOne.as_view(), name="api_case"),
    path("cases/<int:pk>/closure/", cases.Closing.as_view(), name="api_closure"),
    path("cases/<int:pk>/pause/", cases.Pausing.as_view(), name="api_pause"),
    path("cases/<int:pk>/handover/", cases.HandingOver.as_view(), name="api_handover"),
    path("cases/<int:pk>/priority/", cases.Prioritising.as_view(), name="api_priority"),
    path("cases/<int:pk>/acknowledgement/", cases.Acknowledging.as_view(), name="api_acknowledgement"),
    path("cases/<int:pk>/reopening/", cases.Reopening.as_view(), name="api_reopening"),
    path("answers/", answers.AnswerList.as_view(), name="api_answers"),
    path("answers/<int:pk>/", answers.AnswerOne.as_view(), name="api_answer"),
    path("answers/<int:pk>/uses/", answers.AnswerUses.as_view(), name="api_answer_uses"),
    path("answer-gaps/", answers.AnswerGaps.as_view(), name="api_answer_gaps"),
    path("feedback/", feedback.FeedbackList.as_view(), name="api_feedback"),
    path("feedback/<int:pk>/", feedback.FeedbackOne.as_view(), name="api_voice"),
    path("feedback/<int:pk>/sorting/", feedback.FeedbackSorting.as_view(), name="api_sorting"),
    path("goals/", GoalsView.as_view(), name="api_goals"),
    path("figures/", FiguresView.as_view(), name="api_figures"),
    path("topics/", choices.TopicList.as_view(), name="api_topics"),
    path("topics/<int:pk>/", choices.TopicOne.as_view(), name="api_topic"),
    path("sources/", choices.SourceList.as_view(), name="api_sources"),
    path("sources/<int:pk>/", choices.SourceOne.as_view(), name="api_source"),
    path("reasons/", choices.ReasonList.as_view(), name="api_reasons"),
    path("reasons/<int:pk>/", choices.ReasonOne.as_view(), name="api_reason"),
    path("schema/", Schema.as_view(), name="api_schema"),
    path("docs/", docs, name="api_docs"),
]
