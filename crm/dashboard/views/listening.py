"""Zuhören, and the figures of the voices: for everybody, never about persons."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_safe

from cases.asking import viewer_in
from crm.dashboard.listening import WEEKS, heard
from crm.dashboard.voice_figures import figures
from feedback.rising import ALARM, BASE_WEEKS, FEWEST


@require_safe
def listening(request: HttpRequest) -> HttpResponse:
    now = timezone.now()
    found = heard(viewer_in(request, now=now), now=now)
    rising = len(found.rising)
    context = {
        "now": now,
        "section": "voices",
        "heard": found,
        "headline": ngettext("Ein Anliegen steigt.", "%(n)s Anliegen steigen.", rising) % {"n": rising}
        if rising
        else _("Kein Anliegen kommt öfter als üblich."),
        "segments": [
            (_("Kundengruppe"), found.segments["group"]),
            (_("Standort"), found.segments["site"]),
            (_("Anliegen"), found.segments["topic"]),
            (_("Produkt"), found.segments["product"]),
        ],
        "weeks": WEEKS,
        "base": BASE_WEEKS,
        "fewest": FEWEST,
        "one_in": round(1 / ALARM),
    }
    return render(request, "dashboard/listening.html", context)


@require_safe
def voice_figures(request: HttpRequest) -> HttpResponse:
    now = timezone.now()
    charts, shares = figures(now)
    context = {"now": now, "section": "voices", "charts": charts, "shares": shares}
    return render(request, "dashboard/voice_figures.html", context)
