"""Voices over the API, to read. A voice is written with the contact it came in."""

from django.http import Http404
from django.utils.translation import gettext_lazy
from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from crm.company.asking import viewer
from crm.lib.api_filters import by_code, by_id, chosen_code, chosen_id
from crm.lib.api_views import Resource
from feedback.models import Feedback, VoiceKind
from feedback.reading import readable_voices
from feedback.serializers import FeedbackShape


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
        page = self.paginate_queryset(voices.order_by("-at", "-pk"))
        return self.get_paginated_response(FeedbackShape(page, many=True).data)


class FeedbackOne(Resource):
    """GET /api/v1/feedback/<id>/"""

    queryset = Feedback.objects.all()
    serializer_class = FeedbackShape

    @extend_schema(summary=gettext_lazy("Eine Stimme"))
    def get(self, request: Request, pk: int) -> Response:
        voice = readable_voices(viewer(request)).filter(pk=pk).first()
        if voice is None:
            raise Http404
        return Response(FeedbackShape(voice).data)
