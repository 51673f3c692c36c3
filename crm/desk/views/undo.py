"""Rückgängig: an entry is taken back. It asks nothing."""

from urllib.parse import urlencode
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST

from contacts.models import Contact
from crm.desk.views.capture import WARNINGS
from crm.desk.views.signed_in import signed_in
from crm.desk.voiding import undo
from crm.lib.acts import NotAllowed, Refused


@require_POST
def undo_capture(request: HttpRequest, client_id: UUID) -> HttpResponse:
    """POST /erfassen/<client_id>/storno/. A second tap finds it done and says so."""
    contact = get_object_or_404(Contact.objects.select_related("void"), client_id=client_id)
    if not hasattr(contact, "void"):
        try:
            undo(contact, by=signed_in(request), at=timezone.now())
        except NotAllowed as refusal:
            raise PermissionDenied from refusal
        except Refused as refusal:  # somebody was faster, or the case has gone on
            request.session[WARNINGS] = [str(refusal)]
            return HttpResponseRedirect(reverse("capture"))
    return HttpResponseRedirect(f"{reverse('capture')}?{urlencode({'zurueckgenommen': client_id})}")
