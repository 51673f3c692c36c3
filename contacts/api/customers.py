"""Customers over the API: list, search, read, create, change."""

import re

from django.db import transaction
from django.db.models import Prefetch, QuerySet, prefetch_related_objects
from django.http import Http404
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiExample, OpenApiParameter, extend_schema
from rest_framework.exceptions import ValidationError
from rest_framework.request import Request
from rest_framework.response import Response

from contacts.changing import change_customer
from contacts.customer_facts import changes_of, new_customer, origin_of
from contacts.earlier import differences_since
from contacts.models import Customer, Finding
from contacts.moved_on import standing, winner_of
from contacts.recording import create_customer
from contacts.search import find
from contacts.serializers import (
    CustomerChangeBody,
    CustomerCreateBody,
    CustomerSavedShape,
    CustomerShape,
)
from crm.company.asking import person
from crm.lib.api_versions import etag, version_seen
from crm.lib.api_views import Resource, read_body

BESIDE = ("phones", "emails", Prefetch("findings", Finding.objects.filter(resolved_at=None)))
MOST_HITS = 200
NUMBER = re.compile(r"(?:K ?[-–]? ?)?([0-9]{1,9})", re.IGNORECASE)
EXAMPLE = {
    "kind": "person",
    "salutation": "ms",
    "first_name": "Ulrike",
    "last_name": "Maier",
    "phones": ["08382 940831"],
    "emails": ["ulrike.maier@example.de"],
    "address": {"street": "Seestraße 3", "postal_code": "88131", "city": "Lindau", "country": "DE"},
    "source": 3,
}


def customers() -> QuerySet[Customer]:
    """Customers with everything their shape shows: four statements, however many rows."""
    return Customer.objects.select_related("address").prefetch_related(*BESIDE)


class CustomerList(Resource):
    """/api/v1/customers/"""

    queryset = Customer.objects.all()
    serializer_class = CustomerShape

    @extend_schema(
        summary=gettext_lazy("Kundinnen und Kunden nach Namen, oder gesucht"),
        parameters=[
            OpenApiParameter(
                "q",
                OpenApiTypes.STR,
                description=gettext_lazy(
                    "Name, Teil einer Telefonnummer, E-Mail, Nummer, Firma, Ort, PLZ. Bester Treffer zuerst."
                ),
            ),
            OpenApiParameter(
                "number",
                OpenApiTypes.STR,
                description=gettext_lazy(
                    "Die Kundennummer, K-20418 oder 20418. Wer zusammengeführt wurde, führt zu dem, der blieb."
                ),
            ),
        ],
        responses=CustomerShape(many=True),
    )
    def get(self, request: Request) -> Response:
        query = request.query_params.get("q", "").strip()
        number = request.query_params.get("number", "").strip()
        if number:
            page = self.paginate_queryset(customers().filter(pk__in=_numbered(number)).order_by("pk"))
        elif not query:
            page = self.paginate_queryset(customers().order_by("sort_name", "pk"))
        else:
            page = self.paginate_queryset([hit.customer for hit in find(query, limit=MOST_HITS)])
            prefetch_related_objects(page or [], *BESIDE)
        return self.get_paginated_response(CustomerShape(page, many=True).data)

    @extend_schema(
        summary=gettext_lazy("Kundin oder Kunden anlegen"),
        description=gettext_lazy(
            "Wie beim Lesen (phones, emails, address), oder kurz wie am Tresen: phone, email, street …"
        ),
        request=CustomerCreateBody,
        responses={201: CustomerSavedShape},
        examples=[OpenApiExample("Anlegen", value=EXAMPLE, request_only=True)],
    )
    def post(self, request: Request) -> Response:
        body = read_body(request, CustomerCreateBody)
        new, more = new_customer(body)
        by, at = person(request), timezone.now()
        with transaction.atomic():
            customer, doubts = create_customer(new, origin=origin_of(body), by=by, at=at)
            if more:
                customer, further = change_customer(customer.pk, more, expected_version=None, by=by, at=at)
                doubts = list(dict.fromkeys([*doubts, *further]))
        return _saved(customer.pk, [doubt.message for doubt in doubts], status=201)


class CustomerOne(Resource):
    """/api/v1/customers/<id>/"""

    queryset = Customer.objects.all()
    serializer_class = CustomerShape
    versioned = ("PATCH",)

    @extend_schema(
        summary=gettext_lazy("Eine Kundin oder ein Kunde"),
        description=gettext_lazy(
            "Der Kopf ETag ist die Version, die Änderungen in If-Match zurücksenden. Die id von jemandem, der in "
            "einem anderen aufgegangen ist, zeigt diesen; seine Adresse steht dann in Content-Location."
        ),
    )
    def get(self, request: Request, pk: int) -> Response:
        customer = _found(standing(pk) or pk)
        headers = etag(customer.version)
        if customer.pk != pk:
            headers["Content-Location"] = reverse("api_customer", args=[customer.pk])
        return Response(CustomerShape(customer).data, headers=headers)

    @extend_schema(
        summary=gettext_lazy("Kundin oder Kunden ändern"),
        description=gettext_lazy(
            "Nur die Felder, die sich ändern. phones und emails ersetzen die ganze Liste."
        ),
        request=CustomerChangeBody,
        responses=CustomerSavedShape,
        examples=[
            OpenApiExample(
                "Neue Nummer", value={"phones": ["0176 04069083", "08382 940831"]}, request_only=True
            )
        ],
    )
    def patch(self, request: Request, pk: int) -> Response:
        customer = _found(pk)
        seen = version_seen(request, customer.version, lambda version: differences_since(customer, version))
        body = read_body(request, CustomerChangeBody)
        why = body.pop("why", "")
        _changed, doubts = change_customer(
            pk,
            changes_of(body, customer),
            expected_version=seen,
            by=person(request),
            at=timezone.now(),
            reason=why,
        )
        return _saved(pk, [doubt.message for doubt in doubts])


def _found(pk: int) -> Customer:
    customer = customers().filter(pk=pk).first()
    if customer is None:
        raise Http404
    return customer


def _numbered(typed: str) -> list[int]:
    """Whoever stands under this number now. Raises ValidationError for what is no number."""
    plain = NUMBER.fullmatch(typed)
    if plain is None:
        raise ValidationError({"number": [_("Hier gehört eine Kundennummer hin, zum Beispiel K-20418.")]})
    number = int(plain[1])
    customer = Customer.objects.filter(number=number).first() or winner_of(number)
    return [customer.pk] if customer else []


def _saved(pk: int, warnings: list[str], *, status: int = 200) -> Response:
    customer = _found(pk)
    shown = CustomerSavedShape(customer, context={"warnings": warnings})
    return Response(shown.data, status=status, headers=etag(customer.version))
