"""Nachtragen: what was forgotten or wrong is written beside a contact; the contact itself stays what it was."""

from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from cases.adding import add_to_contact
from cases.visibility import inside_contacts
from contacts.addenda import LONGEST, addenda_of
from contacts.models import Addition, Contact
from crm.company.permissions import viewer_of
from crm.company.presence import company_day
from crm.desk.contact_place import story_of
from crm.desk.views.signed_in import signed_in
from crm.lib.acts import Refused

REFUSED = 400
FROM_COUNTER = "erfassen"
TOGETHER = ("customer", "topic", "void", "recorded_by")


class AddendumForm(forms.Form):
    kind = forms.ChoiceField(
        label=gettext_lazy("Was ist es?"),
        choices=[
            (Addition.NOTE, gettext_lazy("Nachtrag: Das fehlte noch.")),
            (Addition.CORRECTION, gettext_lazy("Berichtigung: Das war anders.")),
        ],
        initial=Addition.NOTE,
        widget=forms.RadioSelect,
    )
    text = forms.CharField(
        label=gettext_lazy("Was soll dabeistehen?"),
        max_length=LONGEST,
        widget=forms.Textarea({"rows": 4}),
        error_messages={"required": gettext_lazy("Bitte schreiben Sie, was fehlt oder falsch ist.")},
    )


@require_http_methods(["GET", "HEAD", "POST"])
def contact_addendum(request: HttpRequest, client_id: UUID) -> HttpResponse:
    """/kontakte/<client_id>/nachtrag/ for whoever may read the contact. ?von=erfassen leads back to the counter."""
    user, now = signed_in(request), timezone.now()
    readable = inside_contacts(Contact.objects.all(), viewer_of(user, today=company_day(now)))
    contact = get_object_or_404(readable.select_related(*TOGETHER), client_id=client_id)
    at_counter = request.GET.get("von") == FROM_COUNTER
    back = reverse("capture") if at_counter else story_of(contact)
    if hasattr(contact, "void"):
        return redirect(back)
    form = AddendumForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        facts = form.cleaned_data
        try:
            add_to_contact(contact, kind=facts["kind"], text=facts["text"], by=user, at=now)
        except Refused as refusal:  # somebody took it back meanwhile
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("Nachgetragen. Es steht beim Kontakt."))
            return redirect(back)
    context: dict[str, Any] = {
        "now": now,
        "contact": contact,
        "form": form,
        "back": back,
        "at_counter": at_counter,
        "addenda": addenda_of([contact.pk]).get(contact.pk, ()),
    }
    return render(request, "desk/contact_addendum.html", context, status=REFUSED if form.errors else 200)
