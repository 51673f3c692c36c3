"""A browser becomes a shared device, with the code that the administration made for it."""

from django.contrib.auth import logout
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from crm.company.devices import enrol
from crm.company.shared_device import device_of, keep_token
from crm.lib.acts import Refused

REFUSED = 400


@login_not_required
@never_cache
@sensitive_post_parameters("code")
@require_http_methods(["GET", "HEAD", "POST"])
def enrol_device(request: HttpRequest) -> HttpResponse:
    """GET ?code= fills it in, as the QR code does; only POST takes it. Whoever was signed in here is so no more."""
    if request.method != "POST":
        return _show(request, code=request.GET.get("code", ""))
    code = request.POST.get("code", "")
    try:
        _device, token = enrol(code, at=timezone.now())
    except Refused as refused:
        return _show(request, code=code, problems=refused.messages["code"])
    logout(request)
    page = redirect("lock")
    keep_token(page, token)
    return page


def _show(request: HttpRequest, *, code: str, problems: list[str] | None = None) -> HttpResponse:
    context = {"code": code, "problems": problems, "device": device_of(request)}
    return render(request, "company/enrol.html", context, status=REFUSED if problems else 200)
