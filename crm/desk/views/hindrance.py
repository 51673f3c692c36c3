"""Woran lag es? One optional tap after a case was made of a concern."""

from urllib.parse import urlencode
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST

from cases.hindrances import say_hindrance
from contacts.models import Contact
from crm.desk.views.capture import WARNINGS
from crm.desk.views.signed_in import signed_in
from crm.lib.acts import NotAllowed, Refused


@require_POST
def hindrance(request: HttpRequest, client_id: UUID) -> HttpResponse:
    """POST lack=knowledge|rights|parts|other_team. The screen of the entry just saved shows it."""
    contact = get_object_or_404(Contact, client_id=client_id)
    try:
        say_hindrance(contact.pk, lack=request.POST.get("lack", ""), by=signed_in(request), at=timezone.now())
    except NotAllowed as refusal:
        raise PermissionDenied from refusal
    except Refused as refusal:
        request.session[WARNINGS] = [str(refusal)]
    return HttpResponseRedirect(f"{reverse('capture')}?{urlencode({'gespeichert': client_id})}")
