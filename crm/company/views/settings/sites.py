"""Standorte: the places of the company, each with its calendar."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_safe

from crm.company.models import Site
from crm.company.settings_access import administrator, settings_form, settings_view
from crm.company.settings_editing import Line, edit, show_list
from crm.company.settings_forms import SiteForm
from crm.company.sites import CHANNELS, save_site


@require_safe
@settings_view()
def sites(request: HttpRequest) -> HttpResponse:
    rows = list(Site.objects.select_related("calendar"))
    used = sum(site.active for site in rows)
    channels = dict(CHANNELS)
    lines = [
        Line(
            title=site.name,
            url=reverse("settings_site", args=[site.pk]),
            detail=_("Kalender %(calendar)s · meist %(channel)s")
            % {
                "calendar": site.calendar,
                "channel": channels.get(site.default_channel, site.default_channel),
            },
            off=not site.active,
        )
        for site in rows
    ]
    return show_list(
        request,
        lines,
        title=ngettext("%(count)d Standort", "%(count)d Standorte", used) % {"count": used},
        intro=_("Der Kalender eines Standorts gibt vor, wann die Fristen seiner Teams laufen."),
        new=reverse("settings_site_new"),
        new_words=_("Standort anlegen"),
    )


@require_http_methods(["GET", "HEAD", "POST"])
@settings_form()
def site(request: HttpRequest, pk: int | None = None) -> HttpResponse:
    row = get_object_or_404(Site, pk=pk) if pk is not None else None
    names = ("name", "calendar_id", "default_channel", "active")
    initial = {name.removesuffix("_id"): getattr(row, name) for name in names} if row else None

    def act(typed: dict[str, Any]) -> object:
        return save_site(row, **typed, by=administrator(request), at=timezone.now())

    return edit(
        request,
        SiteForm(request.POST or None, initial=initial),
        act,
        words=_("Gespeichert."),
        back=reverse("settings_sites"),
        title=row.name if row else _("Neuer Standort"),
        row=row,
    )
