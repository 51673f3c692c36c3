"""Geräte: the tablets and computers that several people share; enrol, place, revoke."""

from datetime import datetime
from typing import Any
from urllib.parse import urlencode

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from crm.company.badges import drop_badge
from crm.company.devices import CODE_HOLDS, new_code, revoke, save_device
from crm.company.models import Device, DevicePin, User
from crm.company.pins import drop_pin, pins_here
from crm.company.settings_access import administrator, look, settings_form, settings_view
from crm.company.settings_editing import Line, edit, say_no, show_list
from crm.company.settings_forms import DeviceForm
from crm.lib import formats
from crm.lib.acts import Refused
from crm.lib.qr import qr_in_page


@require_safe
@settings_view()
def devices(request: HttpRequest) -> HttpResponse:
    rows = list(Device.objects.select_related("site"))
    used = sum(device.revoked_at is None for device in rows)
    lines = [
        Line(
            title=device.name,
            url=_page_of(device),
            detail=f"{device.site} · {_state(device)}",
            off=device.revoked_at is not None,
        )
        for device in sorted(rows, key=lambda device: device.revoked_at is not None)
    ]
    return show_list(
        request,
        lines,
        title=ngettext("%(count)d geteiltes Gerät", "%(count)d geteilte Geräte", used) % {"count": used},
        intro=_(
            "Ein Tablet am Tresen gehört allen, die dort stehen: Jede Person öffnet es mit PIN oder Badge,"
            " und jeder Eintrag gehört der Person, die ihn macht."
        ),
        new=reverse("settings_device_new"),
        new_words=_("Gerät anlegen"),
        empty=_("Legen Sie das erste Gerät an, dann melden Sie das Tablet mit einem Code an."),
    )


@require_http_methods(["GET", "HEAD", "POST"])
@settings_form()
def device(request: HttpRequest, pk: int | None = None) -> HttpResponse:
    row = get_object_or_404(Device.objects.select_related("site"), pk=pk) if pk is not None else None
    initial = {"name": row.name, "site": row.site_id, "channel": row.channel} if row else None

    def act(typed: dict[str, Any]) -> object:
        return save_device(row, **typed, by=administrator(request), at=timezone.now())

    return edit(
        request,
        DeviceForm(request.POST or None, initial=initial, device=row),
        act,
        words=_("Gespeichert.") if row else _("Angelegt. Öffnen Sie es, um das Tablet anzumelden."),
        back=reverse("settings_devices"),
        title=row.name if row else _("Neues Gerät"),
        row=row,
        template="settings/device.html" if row else "settings/edit.html",
        state=_state(row) if row else "",
        pins=list(pins_here(row)) if row else [],
    )


@require_POST
@settings_view()
def device_code(request: HttpRequest, pk: int) -> HttpResponse:
    """POST answers with the page that shows the code: it is nowhere to be read again."""
    row = get_object_or_404(Device, pk=pk)
    now = timezone.now()
    try:
        code = new_code(row, by=administrator(request), at=now)
    except Refused as refused:
        say_no(request, refused)
        return redirect(_page_of(row))
    address = f"{settings.PUBLIC_URL}{reverse('enrol_device')}"
    drawn = qr_in_page(f"{address}?{urlencode({'code': code})}")
    context = look(request, device=row, code=code, address=address, qr=drawn, until=now + CODE_HOLDS)
    answer = render(request, "settings/device_code.html", context)
    answer.headers["Cache-Control"] = "no-store"
    return answer


@require_POST
@settings_view()
def device_revoke(request: HttpRequest, pk: int) -> HttpResponse:
    row = get_object_or_404(Device, pk=pk)
    if revoke(row, by=administrator(request), at=timezone.now()):
        messages.success(request, _("%(device)s ist widerrufen und öffnet nichts mehr.") % {"device": row})
    return redirect(_page_of(row))


@require_POST
@settings_view()
def device_pin_drop(request: HttpRequest, pk: int) -> HttpResponse:
    row = get_object_or_404(DevicePin.objects.select_related("device", "user"), pk=pk)
    if drop_pin(row.device, row.user, by=administrator(request), at=timezone.now()):
        messages.success(request, _("Die PIN von %(name)s gilt hier nicht mehr.") % {"name": row.user})
    return redirect(_page_of(row.device))


@require_POST
@settings_view()
def person_badge_drop(request: HttpRequest, pk: int) -> HttpResponse:
    """A lost card."""
    user = get_object_or_404(User, pk=pk)
    if drop_badge(user, by=administrator(request), at=timezone.now()):
        messages.success(request, _("Der Badge öffnet nichts mehr."))
    return redirect("settings_person", user.pk)


def _page_of(device: Device) -> str:
    return reverse("settings_device", args=[device.pk])


def _state(device: Device) -> str:
    if device.revoked_at is not None:
        return _("widerrufen am %(moment)s") % {"moment": _moment(device.revoked_at)}
    if device.enrolled_at is None:
        return _("noch nicht angemeldet")
    if device.last_seen_at is None:
        return _("angemeldet am %(moment)s") % {"moment": _moment(device.enrolled_at)}
    return _("zuletzt benutzt %(moment)s") % {"moment": _moment(device.last_seen_at)}


def _moment(moment: datetime) -> str:
    return formats.full_moment(moment, tz=timezone.get_current_timezone())
