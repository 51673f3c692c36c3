"""Kampagnen of the Einstellungen: the list, a form, and a page to print with the QR code of every address."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from contacts.campaign_forms import CampaignForm, initial_of
from contacts.campaigns import campaign_with, save_campaign
from contacts.models import Campaign
from contacts.short_address import addresses_of, short_address
from crm.company.company_facts import home_currency
from crm.company.settings_access import administrator, look, settings_form, settings_view
from crm.company.settings_editing import Line, edit, show_list
from crm.lib.formats import money
from crm.lib.qr import qr_svg


@require_safe
@settings_view()
def campaigns(request: HttpRequest) -> HttpResponse:
    lines = [
        Line(
            title=f"{row.code} · {row.name}",
            url=reverse("settings_campaign", args=[row.pk]),
            detail=_told(row),
        )
        for row in Campaign.objects.select_related("source")
    ]
    return show_list(
        request,
        lines,
        title=_("Kampagnen und Anzeigen"),
        intro=_("Wer den Code einer Anzeige nennt, dessen Herkunft ist damit bekannt."),
        empty=_(
            "Legen Sie eine Anzeige an, mit dem Code, den Ihre Kundschaft vorliest, und was sie gekostet hat."
        ),
        new=reverse("settings_campaign_new"),
        new_words=_("Kampagne hinzufügen"),
    )


@require_http_methods(["GET", "HEAD", "POST"])
@settings_form()
def campaign(request: HttpRequest, pk: int | None = None) -> HttpResponse:
    row = get_object_or_404(Campaign, pk=pk) if pk is not None else None
    initial = initial_of(row) if row else {}
    form = CampaignForm(request.POST or None, initial=initial, row=row, currency=home_currency())

    def act(typed: dict[str, Any]) -> object:
        return save_campaign(row, **typed, by=administrator(request), at=timezone.now())

    return edit(
        request,
        form,
        act,
        words=_("Gespeichert."),
        back=reverse("settings_campaigns"),
        title=str(row) if row else _("Neue Kampagne"),
        row=row,
        template="settings/campaign.html",
        addresses=addresses_of(row) if row else [],
    )


@require_safe
@settings_view()
def campaign_print(request: HttpRequest, pk: int) -> HttpResponse:
    """To cut out or hand to whoever sets the advert: every code with its address and QR code."""
    row = get_object_or_404(Campaign.objects.select_related("source"), pk=pk)
    context = look(request, campaign=row, told=_told(row), addresses=addresses_of(row))
    return render(request, "settings/campaign_print.html", context)


@require_safe
@settings_view()
def campaign_qr(_request: HttpRequest, code: str) -> HttpResponse:
    """The QR code of the short address of a code, as a drawing of any size."""
    address = short_address(code.upper())
    if not address or campaign_with(code) is None:
        raise Http404
    return HttpResponse(qr_svg(address), content_type="image/svg+xml")


def _told(campaign: Campaign) -> str:
    days = [date_format(day, _("j.n.Y")) for day in (campaign.starts_on, campaign.ends_on) if day]
    cost = money(campaign.cost, home_currency()) if campaign.cost is not None else ""
    return " · ".join(part for part in (str(campaign.source), " – ".join(days), cost) if part)
