"""Sperre: who stands at the shared device; a tile and six digits, a badge, or the password."""

from dataclasses import dataclass

from django.contrib.auth import logout
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme, urlencode
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST

from crm.company.badges import LONGEST, open_by_badge
from crm.company.models import Device, User
from crm.company.pins import DIGITS, Opened, open_by_pin, pins_here
from crm.company.shared_device import device_of, keep_token, locks_after, token_of
from crm.company.signing_in import Way, switch_to

WRONG, TOO_MANY = 400, 429


@dataclass(frozen=True)
class Tile:
    user: User
    teams: str
    address: str
    chosen: bool


@login_not_required
@never_cache
@sensitive_post_parameters("pin", "badge")
@require_http_methods(["GET", "HEAD", "POST"])
def lock(request: HttpRequest) -> HttpResponse:
    """GET ?wer= chooses a tile; ?next= is where that person goes on. POST opens the device and begins a new session."""
    device = device_of(request)
    if device is None:
        return redirect("account_login")
    if request.method == "POST":
        return _open(request, device)
    if request.user.is_authenticated:
        return redirect(_next(request.GET.get("next", ""), request))
    return _show(request, device)


@login_not_required
@require_POST
def lock_now(request: HttpRequest) -> HttpResponse:
    """The session ends; whoever had the device finds their tile chosen and goes on where they were."""
    who: int | None = request.user.pk
    logout(request)
    if device_of(request) is None:
        return redirect("account_login")
    if who is None:
        return redirect("lock")
    onward = {"wer": str(who), "next": request.POST.get("next", "")}
    return redirect(f"{reverse('lock')}?{urlencode(onward)}")


@require_POST
def awake(_request: HttpRequest) -> HttpResponse:
    """Somebody is typing: asked by the page at most once a minute."""
    return HttpResponse(status=204)


def _open(request: HttpRequest, device: Device) -> HttpResponse:
    now = timezone.now()
    badge, pin = request.POST.get("badge", ""), request.POST.get("pin", "")
    if badge:
        way, opened = Way.BADGE, open_by_badge(device, badge[:LONGEST], at=now)
    else:
        who = _number(request.POST.get("person", ""))
        way, opened = Way.PIN, open_by_pin(device, who, pin[:DIGITS], at=now)
    if opened.user is None:
        return _show(request, device, opened=opened, way=way)
    switch_to(request, opened.user, way=way, at=now)
    return redirect(_next(request.POST.get("next", ""), request))


def _show(
    request: HttpRequest, device: Device, *, opened: Opened | None = None, way: Way | None = None
) -> HttpResponse:
    asked = request.POST if request.method == "POST" else request.GET
    chosen = _number(asked.get("person", "") or asked.get("wer", ""))
    onward = asked.get("next", "")
    tiles = _tiles(device, chosen=chosen, onward=onward)
    context = {
        "device": device,
        "tiles": tiles,
        "chosen": next((tile.user for tile in tiles if tile.chosen), None),
        "next": onward,
        "opened": opened,
        "way": way,
        "minutes": int(locks_after(device).total_seconds() // 60),
        "now": timezone.now(),
    }
    status = 200 if opened is None else TOO_MANY if opened.again_at else WRONG
    page = render(request, "company/lock.html", context, status=status)
    keep_token(page, token_of(request))
    return page


def _tiles(device: Device, *, chosen: int, onward: str) -> list[Tile]:
    """Two statements. Where somebody goes on is theirs alone."""
    rows = pins_here(device).prefetch_related("user__teams")
    return [
        Tile(
            user=row.user,
            teams=", ".join(team.name for team in row.user.teams.all()) or str(row.user.get_role_display()),
            address="?"
            + urlencode({"wer": row.user_id} | ({"next": onward} if row.user_id == chosen else {})),
            chosen=row.user_id == chosen,
        )
        for row in rows
    ]


def _next(address: str, request: HttpRequest) -> str:
    safe = url_has_allowed_host_and_scheme(address, {request.get_host()}, require_https=request.is_secure())
    return address if address and safe else reverse("home")


def _number(text: str) -> int:
    number = int(text) if text.isascii() and text.isdecimal() else 0
    return number if number < 2**63 else 0
