"""Stimmen > Quarantäne: what looks like spam, with the reasons, and the two answers: it is real, it is spam."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from crm.company.models import User
from crm.company.permissions import judges_spam
from crm.company.settings_editing import say_no
from crm.desk.public.releasing import release
from crm.desk.views.signed_in import signed_in
from crm.lib.acts import Refused
from feedback.models import QuarantinedMessage
from feedback.public_pages import public_pages
from feedback.quarantine import name_spam, waiting
from feedback.suspicion import WORDS

PER_PAGE = 50


@require_safe
def quarantine(request: HttpRequest) -> HttpResponse:
    _judge(request)
    page = Paginator(waiting(), PER_PAGE).get_page(request.GET.get("page"))
    rows = [(row, [WORDS[code] for code in row.reasons if code in WORDS]) for row in page]
    days = public_pages().spam_days
    return render(request, "feedback/quarantine.html", {"page": page, "rows": rows, "days": days})


@require_POST
def quarantine_real(request: HttpRequest, pk: int) -> HttpResponse:
    """It goes on as a contact, with the time it came."""
    by = _judge(request)
    get_object_or_404(QuarantinedMessage, pk=pk)
    try:
        contact = release(pk, by=by, at=timezone.now())
    except Refused as refused:
        say_no(request, refused)
    else:
        if contact is not None:
            messages.success(request, _("Die Nachricht ist jetzt ein Kontakt und steht bei den Stimmen."))
    return redirect("quarantine")


@require_POST
def quarantine_spam(request: HttpRequest) -> HttpResponse:
    """`message`: any number of them at once."""
    ids = [int(word) for word in request.POST.getlist("message")[:PER_PAGE] if word.isdecimal()]
    number = name_spam([pk for pk in ids if pk < 2**63], by=_judge(request), at=timezone.now())
    if number:
        words = ngettext("%(number)d Nachricht ist Spam.", "%(number)d Nachrichten sind Spam.", number)
        messages.success(request, words % {"number": number})
    else:
        messages.error(request, _("Bitte wählen Sie mindestens eine Nachricht."))
    return redirect("quarantine")


def _judge(request: HttpRequest) -> User:
    user = signed_in(request)
    if not judges_spam(user):
        raise PermissionDenied
    return user
