"""Voices over the API: to read, and to sort. A voice is written with the contact it came in."""

from typing import Any

from django.http import Http404
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from drf_spectacular.utils import OpenApiExample, extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from crm.company.asking import person, viewer
from crm.lib.acts import refuse
from crm.lib.api_filters import by_code, by_id, chosen_code, chosen_id
from crm.lib.api_views import Resource, read_body
from feedback.models import Feedback, VoiceKind, VoiceOrigin
from feedback.reading import readable_voices
from feedback.serializers import FeedbackShape, SortingBody
from feedback.sorting import Chosen, sort_voice, undo_sorting
from feedback.sorting_choices import choices_for

SORTED = ("yes", "no")


class FeedbackList(Resource):
    """GET /api/v1/feedback/, newest first."""

    queryset = Feedback.objects.all()
    serializer_class = FeedbackShape

    @extend_schema(
        summary=gettext_lazy("Stimmen, neueste zuerst"),
        description=gettext_lazy("Ohne die zurückgenommener (stornierter) Kontakte."),
        parameters=[
            by_code("kind", VoiceKind.values, gettext_lazy("Nur Lob, Beschwerden oder Wünsche.")),
            by_id("customer", gettext_lazy("Nur Stimmen dieser Kundin oder dieses Kunden.")),
            by_code("origin", VoiceOrigin.values, gettext_lazy("Nur, was auf diesem Weg kam.")),
            by_id("topic", gettext_lazy("Nur Stimmen zu diesem Anliegen.")),
            by_code("sorted", SORTED, gettext_lazy("no: nur, was noch im Eingang liegt.")),
        ],
        responses=FeedbackShape(many=True),
    )
    def get(self, request: Request) -> Response:
        voices = readable_voices(viewer(request))
        kind, customer = chosen_code(request, "kind", VoiceKind.values), chosen_id(request, "customer")
        if kind:
            voices = voices.filter(kind=kind)
        if customer is not None:
            voices = voices.filter(contact__customer=customer)
        if origin := chosen_code(request, "origin", VoiceOrigin.values):
            voices = voices.filter(origin=origin)
        if (topic := chosen_id(request, "topic")) is not None:
            voices = voices.filter(topic=topic)
        if is_sorted := chosen_code(request, "sorted", SORTED):
            voices = voices.filter(sorted_at__isnull=is_sorted == "no")
        page = self.paginate_queryset(voices.order_by("-at", "-pk"))
        return self.get_paginated_response(FeedbackShape(page, many=True).data)


class FeedbackOne(Resource):
    """GET /api/v1/feedback/<id>/"""

    queryset = Feedback.objects.all()
    serializer_class = FeedbackShape

    @extend_schema(summary=gettext_lazy("Eine Stimme"))
    def get(self, request: Request, pk: int) -> Response:
        return Response(FeedbackShape(_readable(request, pk)).data)


class FeedbackSorting(Resource):
    """POST and DELETE /api/v1/feedback/<id>/sorting/"""

    queryset = Feedback.objects.all()
    serializer_class = FeedbackShape

    @extend_schema(
        summary=gettext_lazy("Stimme einordnen"),
        description=gettext_lazy("Aus einer Beschwerde ohne Vorgang wird einer."),
        request=SortingBody,
        responses=FeedbackShape,
        examples=[OpenApiExample("Einordnen", value={"kind": "complaint", "severity": 2}, request_only=True)],
    )
    def post(self, request: Request, pk: int) -> Response:
        voice = _readable(request, pk)
        sort_voice(pk, _chosen(voice, read_body(request, SortingBody)), by=person(request), at=timezone.now())
        return Response(FeedbackShape(_readable(request, pk)).data)

    @extend_schema(summary=gettext_lazy("Letzte Einordnung zurücknehmen"), responses={200: FeedbackShape})
    def delete(self, request: Request, pk: int) -> Response:
        _readable(request, pk)
        undo_sorting(pk, by=person(request), at=timezone.now())
        return Response(FeedbackShape(_readable(request, pk)).data)


def _readable(request: Request, pk: int) -> Feedback:
    voice = readable_voices(viewer(request)).filter(pk=pk).first()
    if voice is None:
        raise Http404
    return voice


def _chosen(voice: Feedback, body: dict[str, Any]) -> Chosen:
    """Raises Refused for a row that cannot be chosen."""
    facts: dict[str, Any] = {"kind": body["kind"], "severity": body.get("severity", voice.severity)}
    for name, rows in choices_for(voice).items():
        key = body.get(name, getattr(voice, f"{name}_id"))
        facts[name] = rows.filter(pk=key).first() if key is not None else None
        if key is not None and facts[name] is None:
            raise refuse(name, _("Diesen Eintrag gibt es nicht."))
    return Chosen(**facts)
