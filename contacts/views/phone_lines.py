"""Einstellungen > Telefon: the lines, each with the address its system reports to, shown once."""

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from contacts.calls.forms import LineForm
from contacts.calls.lines import end_line, renew_token, save_line
from contacts.models import Call, PhoneLine
from crm.company.settings_access import administrator, settings_form, settings_view
from crm.company.settings_editing import REFUSED, Line, edit, show_form, show_list
from crm.lib import formats
from crm.lib.acts import Refused

NEWEST = 10


@require_safe
@settings_view()
def phone_lines(request: HttpRequest) -> HttpResponse:
    rows = PhoneLine.objects.select_related("use", "topic").order_by("ended_at", "name")
    return show_list(
        request,
        [_line(row) for row in rows],
        title=_("Wer ruft an?"),
        intro=_(
            "Ihre Telefonanlage meldet jeden Anruf: Wer anruft, steht sofort auf dem Bildschirm, "
            "und aus einem verpassten Anruf wird ein Vorgang."
        ),
        new=reverse("settings_phone_line_new"),
        new_words=_("Telefonanlage verbinden"),
        empty=_("Verbinden Sie Ihre Telefonanlage. Sie brauchen dafür deren Verwaltung und fünf Minuten."),
    )


@require_http_methods(["GET", "HEAD", "POST"])
@settings_form()
def phone_line_new(request: HttpRequest) -> HttpResponse:
    """POST answers with the page that shows the address: it is nowhere to be read again."""
    form = LineForm(request.POST if request.method == "POST" else None, line=None)
    if form.is_valid():
        try:
            row, token = save_line(None, by=administrator(request), at=timezone.now(), **form.cleaned_data)
        except Refused as refused:
            form.put(refused)
        else:
            return _page(request, row, LineForm(line=row, initial=_initial(row)), token=token)
    return show_form(
        request,
        form,
        title=_("Telefonanlage verbinden"),
        intro=_("Danach zeigen wir Ihnen die Adresse, die Sie in der Telefonanlage eintragen."),
        back=reverse("settings_phone_lines"),
        status=REFUSED if form.errors else 200,
    )


@require_http_methods(["GET", "HEAD", "POST"])
@settings_form()
def phone_line(request: HttpRequest, pk: int) -> HttpResponse:
    row = get_object_or_404(PhoneLine.objects.select_related("use"), pk=pk)
    form = LineForm(request.POST if request.method == "POST" else None, line=row, initial=_initial(row))
    if request.method != "POST":
        return _page(request, row, form)
    return edit(
        request,
        form,
        lambda said: save_line(row, by=administrator(request), at=timezone.now(), **said),
        words=_("Gespeichert."),
        back=reverse("settings_phone_lines"),
        row=row,
        title=row.name,
        template="settings/phone_line.html",
        calls=_newest(row),
    )


@require_POST
@settings_view()
def phone_line_token(request: HttpRequest, pk: int) -> HttpResponse:
    """A new address, shown once; the old one ends at once."""
    row = get_object_or_404(PhoneLine.objects.select_related("use"), pk=pk, ended_at=None)
    token = renew_token(row, by=administrator(request), at=timezone.now())
    return _page(request, row, LineForm(line=row, initial=_initial(row)), token=token)


@require_POST
@settings_view()
def phone_line_end(request: HttpRequest, pk: int) -> HttpResponse:
    row = get_object_or_404(PhoneLine, pk=pk, ended_at=None)
    end_line(row, by=administrator(request), at=timezone.now())
    messages.success(request, _("%(name)s meldet keine Anrufe mehr.") % {"name": row})
    return redirect("settings_phone_lines")


def _page(request: HttpRequest, row: PhoneLine, form: LineForm, *, token: str = "") -> HttpResponse:
    answer = show_form(
        request,
        form,
        title=row.name,
        back=reverse("settings_phone_lines"),
        row=row,
        template="settings/phone_line.html",
        address=f"{settings.PUBLIC_URL}{reverse('call_hook', args=[token])}" if token else "",
        calls=_newest(row),
    )
    if token:
        answer.headers["Cache-Control"] = "no-store"
    return answer


def _initial(row: PhoneLine) -> dict[str, object]:
    return {
        "name": row.name,
        "kind": row.kind,
        "topic": row.topic_id,
        "speaks_for": row.speaks_for_id,
        "site": row.site_id,
    }


def _newest(row: PhoneLine) -> list[Call]:
    return list(row.calls.select_related("contact__customer").order_by("-started_at", "-pk")[:NEWEST])


def _line(row: PhoneLine) -> Line:
    heard = row.use.last_at
    said = (
        formats.ago(heard, now=timezone.now(), tz=timezone.get_current_timezone())
        if heard
        else _("noch nichts gemeldet")
    )
    return Line(
        title=row.name,
        url=reverse("settings_phone_line", args=[row.pk]),
        detail=f"{row.get_kind_display()} · {row.topic.name} · {said}",
        off=row.ended_at is not None,
        icon="phone",
    )
