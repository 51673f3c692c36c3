"""Zurücknehmen: a contact that should not count is taken back, with a reason. Whoever recorded it has a day for it."""

from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from cases.visibility import inside_contacts
from contacts.models import Contact
from crm.company.permissions import takes_back, viewer_of
from crm.company.presence import company_day
from crm.desk.contact_place import story_of
from crm.desk.views.signed_in import signed_in
from crm.desk.voiding import undo
from crm.lib.acts import NotAllowed, Refused

REFUSED = 400
TOGETHER = ("customer", "topic", "void", "recorded_by")


class VoidForm(forms.Form):
    reason = forms.CharField(
        label=gettext_lazy("Warum soll er nicht zählen?"),
        max_length=200,
        help_text=gettext_lazy("Etwa: doppelt erfasst, falsche Person. Steht beim Kontakt."),
        error_messages={"required": gettext_lazy("Bitte schreiben Sie, warum.")},
    )


@require_http_methods(["GET", "HEAD", "POST"])
def contact_void(request: HttpRequest, client_id: UUID) -> HttpResponse:
    """/kontakte/<client_id>/storno/. One that was taken back already leads to its story."""
    contact = get_object_or_404(Contact.objects.select_related(*TOGETHER), client_id=client_id)
    user, now = signed_in(request), timezone.now()
    story = story_of(contact)
    if hasattr(contact, "void"):
        return redirect(story)
    viewer = viewer_of(user, today=company_day(now))
    if not takes_back(viewer, contact.recorded_by_id, contact.recorded_at, now=now):
        raise PermissionDenied
    form = VoidForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            undo(contact, by=user, at=now, reason=form.cleaned_data["reason"])
        except NotAllowed as refusal:
            raise PermissionDenied from refusal
        except Refused as refusal:  # somebody was faster, or the case has gone on
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("Zurückgenommen. Der Kontakt zählt nicht mehr."))
            return redirect(story)
    context: dict[str, Any] = {
        "now": now,
        "contact": contact,
        "form": form,
        "story": story,
        "sees": inside_contacts(Contact.objects.filter(pk=contact.pk), viewer).exists(),
    }
    return render(request, "desk/contact_void.html", context, status=REFUSED if form.errors else 200)
