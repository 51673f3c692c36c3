"""The kiosk: five faces, one tap, thanks, and the faces again. And, for us, what was pressed where."""

from datetime import timedelta
from typing import Final

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from crm.company.presence import company_day
from crm.desk.public.pages import for_everybody, public_page
from crm.lib.acts import Refused
from feedback.kiosks import FACES, kiosk_with, press, pulses
from feedback.public_look import in_language
from feedback.public_pages import public_pages

UNKNOWN: Final = 404
BACK_AFTER: Final = 3
"""Seconds for which the thanks stay."""
SHOWN_DAYS: Final = 28


@for_everybody("POST")
def kiosk(request: HttpRequest, token: str) -> HttpResponse:
    """The key in the address is the authority; a tap needs no other."""
    row = kiosk_with(token)
    if row is None or not public_pages().open:
        return public_page(request, "nothing_here", status=UNKNOWN)
    if request.method == "POST":
        mood = request.POST.get("mood", "")
        try:
            press(row, int(mood) if mood.isdecimal() else 0, at=timezone.now())
        except Refused:
            return redirect(reverse("kiosk", args=[token]) + in_language(request))
        return redirect(reverse("kiosk_thanks", args=[token]) + in_language(request))
    faces = [(score, label, f"face-{score}") for score, label in FACES.items()]
    return public_page(request, "kiosk", token=token, site=row.site, faces=faces, kiosk=True)


@for_everybody()
def kiosk_thanks(request: HttpRequest, token: str) -> HttpResponse:
    row = kiosk_with(token)
    if row is None or not public_pages().open:
        return public_page(request, "nothing_here", status=UNKNOWN)
    start = reverse("kiosk", args=[token]) + in_language(request)
    response = public_page(request, "kiosk_thanks", start=start, site=row.site, kiosk=True)
    response["Refresh"] = f"{BACK_AFTER}; url={start}"
    return response


@require_safe
def kiosk_pulses(request: HttpRequest) -> HttpResponse:
    """Stimmen > Kiosk: how often which face was pressed at each site in the last four weeks."""
    since = company_day(timezone.now()) - timedelta(days=SHOWN_DAYS - 1)
    faces = [(score, label, f"face-{score}") for score, label in FACES.items()]
    rows = pulses(since=since)
    return render(request, "feedback/kiosk_pulses.html", {"rows": rows, "faces": faces, "days": SHOWN_DAYS})
