"""Einstellungen, Hinweise und E-Mails: what waits, what was given up, and who sent it again."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from crm.company.settings_access import administrator, look, settings_view
from crm.company.settings_pages import ADMIN
from crm.outbox.dead_letters import dead_letters, resendings, send_again
from crm.outbox.delivery import waiting_count

SHOWN, RESENT_SHOWN = 100, 20


@require_safe
@settings_view()
def letters(request: HttpRequest) -> HttpResponse:
    given_up = list(dead_letters()[: SHOWN + 1])
    context = look(
        request,
        now=timezone.now(),
        letters=given_up[:SHOWN],
        more=len(given_up) > SHOWN,
        waiting=waiting_count(),
        resendings=resendings()[:RESENT_SHOWN],
    )
    return render(request, "outbox/dead_letters.html", context)


@require_POST
@settings_view(ADMIN)
def resend(request: HttpRequest, notice_id: int) -> HttpResponse:
    """A dead letter gets another round of attempts."""
    if send_again([notice_id], by=administrator(request), at=timezone.now()):
        messages.success(request, _("Die E-Mail geht in den nächsten Sekunden noch einmal hinaus."))
    else:
        messages.warning(request, _("Diese E-Mail wartet nicht mehr. Jemand war schneller."))
    return redirect("dead_letters")


@require_POST
@settings_view(ADMIN)
def resend_all(request: HttpRequest) -> HttpResponse:
    count = send_again(by=administrator(request), at=timezone.now())
    told = ngettext(
        "%(count)d E-Mail geht noch einmal hinaus.", "%(count)d E-Mails gehen noch einmal hinaus.", count
    )
    messages.success(request, told % {"count": count})
    return redirect("dead_letters")
