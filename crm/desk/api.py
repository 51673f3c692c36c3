"""Contacts over the API: creating one is a capture, through the same door as everything else; naming one is an act."""

from collections.abc import Mapping
from typing import Any

from django.http import Http404
from django.utils import timezone
from django.utils.translation import gettext_lazy
from drf_spectacular.utils import OpenApiExample, OpenApiResponse, extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from cases.attributing import attribute, take_back_attribution
from cases.visibility import sees_matter
from contacts.models import Contact
from contacts.recording import NewCustomer
from crm.company.asking import person, viewer
from crm.company.models import User
from crm.desk.capture import Capture, CaptureConflict, Captured, capture
from crm.desk.contact_reading import readable_contacts
from crm.desk.serializers import BelongsBody, CaptureBody, CapturedShape, ContactLine
from crm.lib.acts import Refused
from crm.lib.api_errors import Conflict
from crm.lib.api_filters import by_id, chosen_id
from crm.lib.api_views import Resource, read_body
from feedback.senders import why_suggested

EXAMPLE = {
    "client_id": "6c7bd1ad-6f5c-4e0a-9a0e-0a0b4f6f1c57",
    "channel": "phone",
    "happened_at": "2026-05-04T10:15:00+02:00",
    "outcome": "follow_up",
    "topic": 12,
    "new_customer": {"first_name": "Ulrike", "last_name": "Maier", "phone": "08382 940831", "city": "Lindau"},
    "text": "H-Saite schnarrt seit dem Wetterwechsel.",
    "source": 3,
}


class ContactList(Resource):
    """/api/v1/contacts/"""

    queryset = Contact.objects.all()
    serializer_class = ContactLine
    unprocessable = ("POST",)

    @extend_schema(
        summary=gettext_lazy("Kontakte, neueste zuerst"),
        description=gettext_lazy("Ohne zurückgenommene (storniert): die zählen nirgends."),
        parameters=[
            by_id("customer", gettext_lazy("Nur Kontakte dieser Kundin oder dieses Kunden.")),
            by_id("case", gettext_lazy("Nur Kontakte dieses Vorgangs.")),
        ],
        responses=ContactLine(many=True),
    )
    def get(self, request: Request) -> Response:
        contacts = readable_contacts(viewer(request)).filter(void=None)
        for name, column in (("customer", "customer"), ("case", "case_id")):
            wanted = chosen_id(request, name)
            if wanted is not None:
                contacts = contacts.filter(**{column: wanted})
        page = self.paginate_queryset(contacts.order_by("-recorded_at", "-pk"))
        return self.get_paginated_response(ContactLine(page, many=True).data)

    @extend_schema(
        summary=gettext_lazy("Kontakt erfassen"),
        description=gettext_lazy(
            "Dieselbe client_id mit demselben Inhalt ändert nichts und gibt den Kontakt, wie er jetzt ist. "
            "Unbekannte Namen werden abgelehnt; null sagt bei Verweisen dasselbe wie weglassen."
        ),
        request=CaptureBody,
        responses={
            201: OpenApiResponse(CapturedShape, gettext_lazy("Erfasst.")),
            200: OpenApiResponse(CapturedShape, gettext_lazy("War schon erfasst.")),
        },
        examples=[OpenApiExample("Vorgang am Telefon", value=EXAMPLE, request_only=True)],
    )
    def post(self, request: Request) -> Response:
        sent = capture_of(read_body(request, CaptureBody))
        done = _captured(sent, by=person(request))
        shown = CapturedShape(_shown(done, sent, request), context={"warnings": done.warnings})
        return Response(shown.data, status=201 if done.created else 200)


def _shown(done: Captured, sent: Capture, request: Request) -> Contact:
    """The contact as it is now; of a case that is not for this person's eyes only what they sent themselves."""
    contact, case = done.contact, done.case
    joined_hidden = sent.case is not None and case is not None and case.topic.confidential
    if joined_hidden and case is not None and not sees_matter(viewer(request), case):
        contact.customer_id, contact.topic_id = sent.customer, sent.topic
    elif not done.created:
        return readable_contacts(viewer(request)).get(pk=contact.pk)
    voided_at = contact.void.at if not done.created and hasattr(contact, "void") else None
    vars(contact).update(case_id=case.pk if case else None, voice=sent.voice, voided_at=voided_at)
    return contact


def _captured(sent: Capture, *, by: User) -> Captured:
    try:
        return capture(sent, by=by, received_at=timezone.now())
    except CaptureConflict as error:
        raise Conflict from error
    except Refused as error:
        raise Refused({_where(name): texts for name, texts in error.messages.items()}) from error


def capture_of(values: Mapping[str, Any]) -> Capture:
    """The capture that was sent, parsed."""
    plain = dict(values)
    new = plain.pop("new_customer", None)
    return Capture(**plain, new_customer=NewCustomer(**new) if new is not None else None)


def _where(name: str) -> str:
    """What the act says about a new customer's field is named as it was sent."""
    return f"new_customer.{name}" if name in NewCustomer.__dataclass_fields__ else name


class ContactOne(Resource):
    """GET /api/v1/contacts/<id>/"""

    queryset = Contact.objects.all()
    serializer_class = ContactLine

    @extend_schema(summary=gettext_lazy("Ein Kontakt"))
    def get(self, request: Request, pk: int) -> Response:
        return Response(ContactLine(_readable(request, pk)).data)


class ContactCustomer(Resource):
    """POST and DELETE /api/v1/contacts/<id>/customer/"""

    queryset = Contact.objects.all()
    serializer_class = ContactLine

    @extend_schema(
        summary=gettext_lazy("Gehört zu …: einem Kontakt ohne Namen die Kundin oder den Kunden geben"),
        description=gettext_lazy(
            "Sein Vorgang kommt mit, wenn auch er niemanden hat. Was schon jemandem gehört, wird abgelehnt."
        ),
        request=BelongsBody,
        responses=ContactLine,
        examples=[
            OpenApiExample(
                "Gehört zu", value={"customer": 20418, "why": "Frau Maier rief an."}, request_only=True
            )
        ],
    )
    def post(self, request: Request, pk: int) -> Response:
        contact, body = _readable(request, pk), read_body(request, BelongsBody)
        why = body.get("why", "").strip() or why_suggested(contact, body["customer"])
        attribute(pk, body["customer"], why=why, by=person(request), at=timezone.now())
        return Response(ContactLine(_readable(request, pk)).data)

    @extend_schema(
        summary=gettext_lazy("Zuordnung zurücknehmen"),
        description=gettext_lazy(
            "Kontakt und Vorgang sind wieder ohne Namen. Abgelehnt, wenn sich die Kundin oder der Kunde seither "
            "selbst zu dem Vorgang gemeldet hat."
        ),
        responses={200: ContactLine},
    )
    def delete(self, request: Request, pk: int) -> Response:
        _readable(request, pk)
        take_back_attribution(pk, by=person(request), at=timezone.now())
        return Response(ContactLine(_readable(request, pk)).data)


def _readable(request: Request, pk: int) -> Contact:
    contact = readable_contacts(viewer(request)).filter(pk=pk).first()
    if contact is None:
        raise Http404
    return contact
