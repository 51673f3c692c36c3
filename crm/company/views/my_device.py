"""Mein Zugang an diesem Gerät: choose a PIN, connect a badge, or give them up; after the password."""

from datetime import datetime

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from crm.company.badges import connect_badge, drop_badge
from crm.company.models import Badge, Device, DevicePin, User
from crm.company.pins import choose_pin, drop_pin
from crm.company.shared_device import device_of
from crm.lib.acts import Refused, refuse

REFUSED = 400


@sensitive_post_parameters("pin", "again", "badge")
@require_http_methods(["GET", "HEAD", "POST"])
def my_device(request: HttpRequest) -> HttpResponse:
    """POST `do`: pin, badge, drop_pin or drop_badge. Only on a shared device."""
    device, user = device_of(request), request.user
    if device is None or not isinstance(user, User):
        return redirect("me")
    if request.method != "POST":
        return _show(request, device, user)
    try:
        said = _carry_out(request.POST, device, user, now=timezone.now())
    except Refused as refused:
        return _show(request, device, user, problems=refused.messages)
    if said:
        messages.success(request, said)
    return redirect("my_device")


def _show(
    request: HttpRequest, device: Device, user: User, *, problems: dict[str, list[str]] | None = None
) -> HttpResponse:
    context = {
        "device": device,
        "pin": DevicePin.objects.filter(device=device, user=user).first(),
        "badge": Badge.objects.filter(user=user).first(),
        "problems": problems or {},
    }
    page = render(request, "company/my_device.html", context, status=REFUSED if problems else 200)
    page.headers["Cache-Control"] = "no-store"
    return page


def _carry_out(sent: QueryDict, device: Device, user: User, *, now: datetime) -> str:
    """What to say when it is done; "" if nothing was asked. Raises Refused."""
    do = sent.get("do", "")
    if do == "pin":
        if sent.get("pin", "") != sent.get("again", ""):
            raise refuse("again", _("Das sind zwei verschiedene PINs. Bitte noch einmal."))
        choose_pin(device, user, sent.get("pin", ""), at=now)
        return _("Ihre PIN gilt an diesem Gerät.")
    if do == "badge":
        connect_badge(user, sent.get("badge", ""), at=now)
        return _("Ihr Badge öffnet die Geräte Ihres Standorts.")
    if do == "drop_pin" and drop_pin(device, user, by=user, at=now):
        return _("Ihre PIN gilt an diesem Gerät nicht mehr.")
    if do == "drop_badge" and drop_badge(user, by=user, at=now):
        return _("Ihr Badge öffnet nichts mehr.")
    return ""
