"""Schlüssel für Programme: make one, see it once, revoke it."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from crm.company.keys import keys, make_key, revoke
from crm.company.settings_access import ADMIN, administrator, settings_view
from crm.company.settings_editing import REFUSED, show_form
from crm.company.settings_forms import KeyForm
from crm.lib.acts import Refused


@require_http_methods(["GET", "HEAD", "POST"])
@settings_view(ADMIN)
def api_keys(request: HttpRequest) -> HttpResponse:
    """POST answers with the page that shows the new key: it is nowhere to be read again."""
    form = KeyForm(request.POST if request.method == "POST" else None)
    new = ""
    if form.is_valid():
        try:
            new = make_key(
                form.cleaned_data["user"],
                days=form.cleaned_data["days"],
                by=administrator(request),
                at=timezone.now(),
            )
        except Refused as refused:
            form.put(refused)
    answer = show_form(
        request,
        KeyForm() if new else form,
        title=_("Schlüssel für Programme"),
        intro=_(
            "Ein Programm mit einem Schlüssel sieht und darf, was die Person sieht und darf, für die er gilt."
        ),
        back="",
        status=REFUSED if form.errors else 200,
        template="settings/keys.html",
        is_whole_page=True,
        new=new,
        keys=keys(),
        now=timezone.now(),
    )
    if new:
        answer.headers["Cache-Control"] = "no-store"
    return answer


@require_POST
@settings_view(ADMIN)
def api_key_revoke(request: HttpRequest, digest: str) -> HttpResponse:
    if not revoke(digest, by=administrator(request), at=timezone.now()):
        raise Http404
    messages.success(request, _("Der Schlüssel gilt nicht mehr."))
    return redirect("settings_keys")
