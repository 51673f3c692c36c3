"""Consent over the API: what a customer agreed to, with proof and wording, and every word there ever was."""

from django.conf import settings
from django.http import Http404
from django.utils import timezone
from django.utils.translation import gettext_lazy
from drf_spectacular.utils import OpenApiExample, extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from contacts.consent import record_consent
from contacts.consent_wordings import in_other_words
from contacts.models import Consent, Customer
from contacts.serializers import ConsentBody, ConsentShape
from crm.company.asking import person
from crm.lib.api_views import Resource, read_body


class ConsentList(Resource):
    """/api/v1/customers/<id>/consents/"""

    queryset = Consent.objects.all()
    serializer_class = ConsentShape

    @extend_schema(
        summary=gettext_lazy("Einwilligungen einer Kundin oder eines Kunden, neueste zuerst"),
        description=gettext_lazy("Je Zweck zählt das neueste Wort. Keines wird je geändert oder gelöscht."),
        responses=ConsentShape(many=True),
    )
    def get(self, request: Request, pk: int) -> Response:
        rows = Consent.objects.filter(customer=_customer(pk)).select_related("wording").order_by("-at", "-pk")
        return self.get_paginated_response(ConsentShape(self.paginate_queryset(rows), many=True).data)

    @extend_schema(
        summary=gettext_lazy("Einwilligung oder Widerruf notieren"),
        description=gettext_lazy(
            "Dasselbe noch einmal ändert nichts. Ein Widerruf nimmt zurück, was noch wartet. Zu einer Einwilligung "
            "gehört der Wortlaut, dem zugestimmt wurde; ein neuer Wortlaut zählt als neue Fassung."
        ),
        request=ConsentBody,
        responses={201: ConsentShape},
        examples=[
            OpenApiExample(
                "Einwilligung",
                value={
                    "purpose": "news",
                    "given": True,
                    "source": "im Webshop angekreuzt",
                    "wording": "Ja, schreiben Sie mir, wenn mein Wunsch umgesetzt ist.",
                    "language": "de",
                },
                request_only=True,
            )
        ],
    )
    def post(self, request: Request, pk: int) -> Response:
        body = read_body(request, ConsentBody)
        language = body.pop("language", settings.LANGUAGE_CODE)
        asked = in_other_words(body.pop("wording", ""), language=language)
        consent = record_consent(_customer(pk), **body, asked=asked, by=person(request), at=timezone.now())
        return Response(ConsentShape(consent).data, status=201)


def _customer(pk: int) -> Customer:
    customer = Customer.objects.filter(pk=pk).first()
    if customer is None:
        raise Http404
    return customer
