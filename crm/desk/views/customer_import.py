"""Einlesen, for the administration: upload a list, look at what would come of it, read it in."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_POST

from contacts.importing.headings import LABELS
from contacts.importing.importing import Preview, Report, preview, run
from crm.company.permissions import administers, viewer_of
from crm.company.presence import company_day
from crm.desk.import_files import content, forget, keep, taken
from crm.desk.import_forms import ReadInForm, UploadForm
from crm.desk.views.signed_in import signed_in
from crm.lib.acts import Refused

KEPT, RESULT = "import_file", "import_result"  # in the session
PROBLEMS_SHOWN = 100
DELIMITERS = {";": _("Semikolon"), ",": _("Komma"), "\t": _("Tabulator"), "|": _("senkrechter Strich")}
REFUSED = 400


@require_http_methods(["GET", "HEAD", "POST"])
def customer_import(request: HttpRequest) -> HttpResponse:
    """GET asks for a file and says what came of the last one; POST looks into a file and keeps it."""
    _only_for_admins(request)
    if request.method != "POST":
        return _upload_page(request, UploadForm())
    form = UploadForm(request.POST, request.FILES)
    if not form.is_valid():
        return _upload_page(request, form, status=REFUSED)
    file = form.cleaned_data["file"]
    data = file.read()
    try:
        preview(data)
    except Refused as refused:
        form.add_error("file", refused.messages["file"])
        return _upload_page(request, form, status=REFUSED)
    _forget(request)
    request.session[KEPT] = {"token": keep(data, at=timezone.now()), "name": file.name}
    return redirect("customer_import_preview")


@require_http_methods(["GET", "HEAD", "POST"])
def customer_import_preview(request: HttpRequest) -> HttpResponse:
    """GET shows what would come of the file; POST reads it in. A second tap finds the file gone and does nothing."""
    _only_for_admins(request)
    if request.method == "POST":
        return _read_in(request)
    data = content(_kept(request)["token"])
    return _gone(request) if data is None else _preview_page(request, data, ReadInForm())


@require_POST
def customer_import_discard(request: HttpRequest) -> HttpResponse:
    """Another file instead."""
    _only_for_admins(request)
    _forget(request)
    return redirect("customer_import")


def _read_in(request: HttpRequest) -> HttpResponse:
    form = ReadInForm(request.POST)
    kept = _kept(request)
    data = content(kept["token"])
    if data is None:
        return _gone(request)
    if not form.is_valid():
        return _preview_page(request, data, form, status=REFUSED)
    try:
        report = _run(request, kept["token"], form)
    except Refused as refused:
        form.add_error(None, refused.messages["file"])
        return _preview_page(request, data, form, status=REFUSED)
    if report is None:
        return _gone(request)
    request.session[RESULT] = {
        "name": kept["name"],
        "created": report.created,
        "known": report.known,
        "skipped": report.refused,
    }
    return redirect("customer_import")


def _run(request: HttpRequest, token: str, form: ReadInForm) -> Report | None:
    """None when somebody was faster. Raises Refused, and keeps the file, when lines hold it back."""
    with taken(token) as data:
        if data is None:
            return None
        report = run(data, by=signed_in(request), at=timezone.now(), **form.cleaned_data)
        if not report.written:
            text = gettext(
                "Es wurde noch nichts eingelesen: Berichtigen Sie die Zeilen mit Fehlern, oder lassen Sie sie aus."
            )
            raise Refused({"file": [text]})
    request.session.pop(KEPT, None)
    return report


def _upload_page(request: HttpRequest, form: UploadForm, *, status: int = 200) -> HttpResponse:
    context = {"form": form, "result": request.session.pop(RESULT, None)}
    return render(request, "desk/customers/import.html", context, status=status)


def _preview_page(request: HttpRequest, data: bytes, form: ReadInForm, *, status: int = 200) -> HttpResponse:
    seen = preview(data)
    context: dict[str, Any] = {
        "form": form,
        "name": _kept(request)["name"],
        "seen": seen,
        "delimiter": DELIMITERS.get(seen.delimiter, seen.delimiter),
        "columns": _columns(seen),
        "problems": sorted(seen.problems, key=lambda each: not each.refused)[:PROBLEMS_SHOWN],
        "more_problems": max(0, len(seen.problems) - PROBLEMS_SHOWN),
    }
    return render(request, "desk/customers/import_preview.html", context, status=status)


def _columns(seen: Preview) -> list[tuple[str, Any]]:
    return [(column.heading, LABELS[column.field]) for column in seen.used]


def _gone(request: HttpRequest) -> HttpResponse:
    text = gettext("Die Liste ist nicht mehr da: Sie wurde schon eingelesen oder nach einer Stunde gelöscht.")
    messages.warning(request, text)
    return redirect("customer_import")


def _kept(request: HttpRequest) -> dict[str, str]:
    kept: dict[str, str] = request.session.get(KEPT) or {"token": "", "name": ""}
    return kept


def _forget(request: HttpRequest) -> None:
    forget(_kept(request)["token"])
    request.session.pop(KEPT, None)


def _only_for_admins(request: HttpRequest) -> None:
    if not administers(viewer_of(signed_in(request), today=company_day(timezone.now()))):
        raise PermissionDenied
