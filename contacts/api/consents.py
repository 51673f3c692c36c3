"""Consent over the API: what a customer agreed to, with the proof, and every word there ever was."""

from django.http import Http404
from django.utils import timezone
from django.utils.translation import gettext_lazy
from drf_spectacular.utils import OpenApiExample, extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from contacts.consent import record_consent
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
        rows = Consent.objects.filter(customer=_customer(pk)).order_by("-at", "-pk")
        return self.get_paginated_response(ConsentShape(self.paginate_queryset(rows), many=True).data)

    @extend_schema(
        summary=gettext_lazy("Einwilligung oder Widerruf notieren"),
        description=gettext_lazy(
            "Dasselbe noch einmal ändert nichts. Ein Widerruf nimmt zurück, was noch wartet."
        ),
        request=ConsentBody,
        responses={201: ConsentShape},
        examples=[
            OpenApiExample(
                "Einwilligung",
                value={"purpose": "news", "given": True, "source": "am Telefon gesagt"},
                request_only=True,
            )
        ],
    )
    def post(self, request: Request, pk: int) -> Response:
        body = read_body(request, ConsentBody)
        consent = record_consent(_customer(pk), **body, by=person(request), at=timezone.now())
        return Response(ConsentShape(consent).data, status=201)


def _customer(pk: int) -> Customer:
    customer = Customer.objects.filter(pk=pk).first()
    if customer is None:
        raise Http404
    return customer
