"""Gehört zu …: whose a nameless contact was, once somebody has checked. Suggested with the reason, never done alone."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from cases.attributing import attribute, standing_attribution, take_back_attribution
from cases.models import CaseContact
from cases.visibility import inside_contacts
from contacts.customer_number import number_in
from contacts.models import Contact, Customer
from contacts.search import find
from crm.company.permissions import viewer_of
from crm.company.presence import company_day
from crm.desk.contact_place import story_of
from crm.desk.views.signed_in import signed_in
from crm.lib.acts import Refused
from feedback.models import Feedback
from feedback.senders import suggested

REFUSED = 400
SHOWN = 6
LONGEST_QUERY = 100
TOGETHER = ("customer", "topic", "void", "recorded_by")


@require_http_methods(["GET", "HEAD", "POST"])
def contact_customer(request: HttpRequest, client_id: UUID) -> HttpResponse:
    """/kontakte/<client_id>/kunde/ for whoever may read the contact. GET ?q= searches; POST customer=NUMBER&why=."""
    contact, now = _readable(request, client_id), timezone.now()
    if hasattr(contact, "void"):
        return redirect(_place(contact))
    possible = suggested(contact) if contact.customer is None else []
    error = ""
    if request.method == "POST":
        number = number_in(request.POST.get("customer", ""))
        chosen = Customer.objects.filter(number=number).first() if number else None
        because = {each.customer.pk: each.why for each in possible}
        why = request.POST.get("why", "").strip() or because.get(chosen.pk if chosen else 0, "")
        try:
            attribute(contact.pk, chosen.pk if chosen else 0, why=why, by=signed_in(request), at=now)
        except Refused as refusal:
            error = str(refusal)
        else:
            said = _("Zugeordnet: %(name)s.") % {"name": chosen}
            messages.success(request, said, extra_tags=reverse("contact_customer_undo", args=[client_id]))
            return redirect(_place(contact))
    typed = request.POST if request.method == "POST" else request.GET
    query = typed.get("q", "").replace("\0", "")[:LONGEST_QUERY]
    context: dict[str, Any] = {
        "now": now,
        "contact": contact,
        "back": _place(contact),
        "possible": possible,
        "standing": standing_attribution(contact.pk),
        "query": query,
        "hits": find(query, limit=SHOWN) if query.strip() and contact.customer is None else [],
        "chosen": typed.get("customer", ""),
        "why": typed.get("why", ""),
        "error": error,
        "has_case": CaseContact.objects.filter(contact=contact).exists(),
    }
    return render(request, "desk/contact_customer.html", context, status=REFUSED if error else 200)


@require_POST
def contact_customer_undo(request: HttpRequest, client_id: UUID) -> HttpResponse:
    contact = _readable(request, client_id)
    try:
        take_back_attribution(contact.pk, by=signed_in(request), at=timezone.now())
    except Refused as refusal:
        messages.warning(request, str(refusal))
    else:
        messages.success(request, _("Zurückgenommen. Der Kontakt ist wieder ohne Namen."))
    contact.refresh_from_db()
    return redirect(_place(contact))


def _readable(request: HttpRequest, client_id: UUID) -> Contact:
    viewer = viewer_of(signed_in(request), today=company_day(timezone.now()))
    rows = inside_contacts(Contact.objects.all(), viewer).select_related(*TOGETHER)
    return get_object_or_404(rows, client_id=client_id)


def _place(contact: Contact) -> str:
    """Where it is told: a nameless voice without a case on its own page."""
    if contact.customer_id is None and not CaseContact.objects.filter(contact=contact).exists():
        voice = Feedback.objects.filter(contact=contact).first()
        if voice is not None:
            return reverse("voice", args=[voice.pk])
    contact = Contact.objects.select_related("customer").get(pk=contact.pk)
    return story_of(contact)
