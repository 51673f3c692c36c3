"""Einlesen, for the administration: upload a list, see what would come of it, read it in, stop, go on, undo."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from contacts.importing import judging, keeping, running, undoing
from contacts.importing.headings import names_somebody
from contacts.importing.mapping import columns_of, samples
from contacts.importing.report import error_file_name, error_rows
from contacts.importing.telling import tell, why_stays
from contacts.models import Import, ImportRow
from crm.company.export_answers import as_file
from crm.company.permissions import administers, viewer_of
from crm.company.presence import company_day
from crm.desk.import_forms import ColumnsForm, StartForm, UploadForm
from crm.desk.views.signed_in import signed_in
from crm.lib.acts import Refused
from crm.outbox.jobs import try_again
from crm.outbox.models import Job

PER_PAGE, IMPORTS_SHOWN, STAYS_SHOWN = 50, 20, 200
REFUSED = 400
KINDS = {
    "csv": "CSV",
    "xlsx": "Excel",
    "xls": "Excel",
    "ods": "OpenDocument",
    "vcard": "vCard",
    "ldif": "LDIF",
}
WORKS = {Import.CHECKING: judging.KIND, Import.RUNNING: running.KIND, Import.UNDOING: undoing.KIND}


@require_http_methods(["GET", "HEAD", "POST"])
def customer_imports(request: HttpRequest) -> HttpResponse:
    """GET asks for a file and shows the last lists; POST keeps a file and looks through it."""
    _only_for_admins(request)
    if request.method != "POST":
        return _upload_page(request, UploadForm())
    form = UploadForm(request.POST, request.FILES)
    if not form.is_valid():
        return _upload_page(request, form, status=REFUSED)
    file = form.cleaned_data["file"]
    try:
        found = keeping.keep_list(file, file.name, by=signed_in(request), at=timezone.now())
    except Refused as refused:
        form.add_error("file", [text for texts in refused.messages.values() for text in texts])
        return _upload_page(request, form, status=REFUSED)
    # Where nothing names anybody, the first thing to say is what stands where.
    known = names_somebody(columns_of(found))
    return redirect("customer_import" if known else "customer_import_columns", found.pk)


@require_safe
def customer_import(request: HttpRequest, import_id: int) -> HttpResponse:
    """A list: what would come of it, or how far it is, or what came of it. ?nur=probleme shows rows to look at."""
    _only_for_admins(request)
    return _list_page(request, _found(import_id), StartForm())


@require_http_methods(["GET", "HEAD", "POST"])
def customer_import_columns(request: HttpRequest, import_id: int) -> HttpResponse:
    """What each column means. POST stores it, remembers it for the next list, and looks through all rows again."""
    _only_for_admins(request)
    found = _found(import_id)
    if request.method != "POST":
        return _columns_page(request, found, ColumnsForm(found=found))
    form = ColumnsForm(request.POST, found=found)
    if not form.is_valid():
        return _columns_page(request, found, form, status=REFUSED)
    try:
        keeping.choose_columns(
            found.pk,
            form.meanings(),
            has_heading=form.cleaned_data["has_heading"],
            by=signed_in(request),
            at=timezone.now(),
        )
    except Refused as refused:
        form.add_error(None, [text for texts in refused.messages.values() for text in texts])
        return _columns_page(request, found, form, status=REFUSED)
    return redirect("customer_import", found.pk)


@require_POST
def customer_import_start(request: HttpRequest, import_id: int) -> HttpResponse:
    _only_for_admins(request)
    found, form = _found(import_id), StartForm(request.POST)
    if not form.is_valid():
        return _list_page(request, found, form, status=REFUSED)
    return _act(
        request,
        found,
        lambda: running.start(
            found.pk,
            source=form.cleaned_data["source"],
            doubles_too=form.cleaned_data["doubles"] == "make",
            by=signed_in(request),
            at=timezone.now(),
        ),
    )


@require_POST
def customer_import_stop(request: HttpRequest, import_id: int) -> HttpResponse:
    _only_for_admins(request)
    found = _found(import_id)
    return _act(request, found, lambda: running.stop(found.pk, at=timezone.now()))


@require_POST
def customer_import_go_on(request: HttpRequest, import_id: int) -> HttpResponse:
    """A stopped list, or one whose work in the background had failed."""
    _only_for_admins(request)
    found = _found(import_id)
    job = _job(found)
    if job is not None and job.state == Job.FAILED:
        try_again(job.pk)
        return redirect("customer_import", found.pk)
    return _act(request, found, lambda: running.go_on(found.pk, by=signed_in(request), at=timezone.now()))


@require_POST
def customer_import_undo(request: HttpRequest, import_id: int) -> HttpResponse:
    _only_for_admins(request)
    found = _found(import_id)
    return _act(request, found, lambda: undoing.undo(found.pk, by=signed_in(request), at=timezone.now()))


@require_POST
def customer_import_discard(request: HttpRequest, import_id: int) -> HttpResponse:
    """Another file instead."""
    _only_for_admins(request)
    found = _found(import_id)
    try:
        keeping.discard(found)
    except Refused as refused:
        messages.warning(request, str(refused))
        return redirect("customer_import", found.pk)
    messages.success(request, _("„%(name)s“ ist verworfen.") % {"name": found.name})
    return redirect("customer_imports")


@require_POST
def customer_import_errors(request: HttpRequest, import_id: int) -> HttpResponseBase:
    """POST format=csv|xlsx: the rows that made no customer, as a file, with a column that says why."""
    _only_for_admins(request)
    found = _found(import_id)
    return as_file(request, error_rows(found), called=error_file_name(found))


def _act(request: HttpRequest, found: Import, act: Callable[[], object]) -> HttpResponse:
    try:
        act()
    except Refused as refused:
        messages.warning(request, str(refused))
    return redirect("customer_import", found.pk)


def _upload_page(request: HttpRequest, form: UploadForm, *, status: int = 200) -> HttpResponse:
    found = Import.objects.select_related("uploaded_by")[:IMPORTS_SHOWN]
    return render(
        request,
        "desk/imports/upload.html",
        {"form": form, "imports": found, "tab": "imports", "section": "master_data"},
        status=status,
    )


def _list_page(request: HttpRequest, found: Import, form: StartForm, *, status: int = 200) -> HttpResponse:
    job = _job(found)
    context: dict[str, Any] = {
        "section": "master_data",
        "found": found,
        "job": job,
        "failed": job is not None and job.state == Job.FAILED,
        "goes_on": found.state in WORKS and not (job is not None and job.state == Job.FAILED),
        "kind": KINDS[found.kind],
    }
    if request.htmx:  # type: ignore[attr-defined]
        # What comes after the work is another page: htmx is told to load it whole.
        response = render(request, "desk/imports/progress.html", context)
        if not context["goes_on"]:
            response["HX-Refresh"] = "true"
        return response
    columns = columns_of(found)
    context |= {
        "form": form,
        "used": [column for column in columns if column.field],
        "unused": [column.heading for column in columns if not column.field and column.heading],
    }
    context |= _rows(request, found)
    if found.stays:
        staying = ImportRow.objects.filter(belongs_to=found, fate=ImportRow.STAYS).select_related("customer")
        context["staying"] = [(row, why_stays(row.why)) for row in staying[:STAYS_SHOWN]]
    return render(request, "desk/imports/list.html", context, status=status)


def _rows(request: HttpRequest, found: Import) -> dict[str, Any]:
    """One page of the rows as they are understood."""
    troubled = request.GET.get("nur") == "probleme"
    count = found.troubled if troubled else found.total
    page = Paginator(range(0 if found.rows_gone else count), PER_PAGE).get_page(request.GET.get("page"))
    rows = ImportRow.objects.filter(belongs_to=found).select_related("customer").order_by("line")
    if troubled:
        rows = rows.filter(troubled=True)
    begin = (page.number - 1) * PER_PAGE
    return {"page": page, "troubled": troubled, "told": tell(found, list(rows[begin : begin + PER_PAGE]))}


def _columns_page(
    request: HttpRequest, found: Import, form: ColumnsForm, *, status: int = 200
) -> HttpResponse:
    fields = [(form[f"column_{index}"], values) for index, values in enumerate(samples(found))]
    context = {"section": "master_data", "found": found, "form": form, "columns": fields}
    return render(request, "desk/imports/columns.html", context, status=status)


def _found(import_id: int) -> Import:
    return get_object_or_404(
        Import.objects.select_related("uploaded_by", "source", "undone_by"), pk=import_id
    )


def _job(found: Import) -> Job | None:
    kind = WORKS.get(found.state)
    return Job.objects.filter(kind=kind, subject=found.subject).first() if kind else None


def _only_for_admins(request: HttpRequest) -> None:
    if not administers(viewer_of(signed_in(request), today=company_day(timezone.now()))):
        raise PermissionDenied
