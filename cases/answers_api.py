"""Answers over the API: to read and to search, with "hat geholfen" and "fehlt" as resources of their own."""

from typing import Any

from django.http import Http404
from django.utils import timezone
from django.utils.translation import gettext_lazy
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import (
    OpenApiExample,
    OpenApiParameter,
    OpenApiResponse,
    extend_schema,
    extend_schema_view,
)
from rest_framework.request import Request
from rest_framework.response import Response

from cases.answer_gaps import missing_words
from cases.answer_helping import say_helped
from cases.answer_search import every_answer, search_answers
from cases.answer_serializers import (
    AnswerGapBody,
    AnswerGapShape,
    AnswerShape,
    AnswerUseBody,
    AnswerUseShape,
)
from cases.answers import in_force
from cases.models import Answer, AnswerGap
from crm.company.asking import person, viewer
from crm.company.presence import company_day
from crm.lib.api_filters import by_id, chosen_id
from crm.lib.api_views import Resource, Row, read_body


class AnswerList(Resource):
    """GET /api/v1/answers/?q=&topic=, what works best first."""

    queryset = Answer.objects.all()
    serializer_class = AnswerShape

    @extend_schema(
        summary=gettext_lazy("Antworten, die gelten; die am häufigsten helfen zuerst"),
        parameters=[
            OpenApiParameter(
                "q",
                OpenApiTypes.STR,
                description=gettext_lazy("Worte, die alle vorkommen; die beste zuerst."),
            ),
            by_id("topic", gettext_lazy("Nur Antworten zu diesem Anliegen.")),
        ],
        responses=AnswerShape(many=True),
    )
    def get(self, request: Request) -> Response:
        topic, q = chosen_id(request, "topic"), request.query_params.get("q", "")
        page = self.paginate_queryset(_found(q, topic))
        return self.get_paginated_response(AnswerShape(page, many=True).data)


def _found(q: str, topic: int | None) -> Any:
    today = company_day(timezone.now())
    if q.strip():
        return [each for each in search_answers(q, today=today) if topic in (None, each.topic_id)]
    rows = in_force(every_answer(), today)
    return rows if topic is None else rows.filter(topic=topic)


@extend_schema_view(get=extend_schema(summary=gettext_lazy("Eine Antwort, auch eine ruhende")))
class AnswerOne(Row):
    queryset = Answer.objects.all()
    serializer_class = AnswerShape


class AnswerUses(Resource):
    """POST /api/v1/answers/<id>/uses/"""

    queryset = Answer.objects.all()
    serializer_class = AnswerUseShape

    @extend_schema(
        summary=gettext_lazy("Hat geholfen"),
        description=gettext_lazy("Zählt für jeden Kontakt einmal; noch einmal gesendet ändert es nichts."),
        request=AnswerUseBody,
        responses={
            201: OpenApiResponse(AnswerUseShape, gettext_lazy("Gezählt.")),
            200: OpenApiResponse(AnswerUseShape, gettext_lazy("War schon gezählt.")),
        },
        examples=[OpenApiExample("Am Telefon geholfen", value={"contact": 4711}, request_only=True)],
    )
    def post(self, request: Request, pk: int) -> Response:
        body = read_body(request, AnswerUseBody)
        try:
            use, new = say_helped(pk, contact_id=body["contact"], viewer=viewer(request))
        except Answer.DoesNotExist as error:
            raise Http404 from error
        return Response(AnswerUseShape(use).data, status=201 if new else 200)


class AnswerGaps(Resource):
    """POST /api/v1/answer-gaps/"""

    queryset = AnswerGap.objects.all()
    serializer_class = AnswerGapShape

    @extend_schema(
        summary=gettext_lazy("Eine Antwort fehlt"),
        description=gettext_lazy("Dieselben Worte derselben Person zählen einmal am Tag."),
        request=AnswerGapBody,
        responses={201: OpenApiResponse(AnswerGapShape, gettext_lazy("Notiert."))},
        examples=[
            OpenApiExample("Nichts gefunden", value={"words": "Notenständer leihen"}, request_only=True)
        ],
    )
    def post(self, request: Request) -> Response:
        body = read_body(request, AnswerGapBody)
        gap = missing_words(body["words"], by=person(request), at=timezone.now())
        return Response(AnswerGapShape(gap).data, status=201)
