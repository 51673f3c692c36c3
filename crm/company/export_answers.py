"""How a page hands a list over as a file: who may, in which format, under which name."""

from collections.abc import Collection
from typing import TypeVar, cast

from django.core.exceptions import PermissionDenied
from django.http import FileResponse, HttpRequest, HttpResponseBase, StreamingHttpResponse
from django.utils import timezone
from django.utils.http import content_disposition_header

from crm.company.exporting import CONTENT_TYPES, CSV, TITLES, XLSX, Listed, csv_file, xlsx_file
from crm.company.models import User
from crm.company.permissions import exports
from crm.lib.reading_copy import chunks_from_copy, reading_copy

Row = TypeVar("Row")


def exporter(request: HttpRequest) -> User:
    """Who asks. Raises PermissionDenied for those who may not take lists along."""
    user = cast("User", request.user)
    if not exports(user):
        raise PermissionDenied
    return user


def as_file(request: HttpRequest, listed: "Listed[Row]", *, called: str = "") -> HttpResponseBase:
    """POST format=csv|xlsx. The file comes while it is made (CSV) or from a file that was made (Excel).

    Rows are read from the copy, where there is one. `called`: the name of the file without its ending; else the
    list and the day.
    """
    user, now, tz = exporter(request), timezone.now(), timezone.get_current_timezone()
    kind = XLSX if request.POST.get("format") == XLSX else CSV
    name = f"{called or f'{TITLES[listed.code]} {now.astimezone(tz):%Y-%m-%d}'}.{kind}"
    if kind == XLSX:
        with reading_copy(request):
            made = xlsx_file(listed, by=user, at=now, tz=tz)
        return FileResponse(made, as_attachment=True, filename=name, content_type=CONTENT_TYPES[XLSX])
    chunks = csv_file(listed, by=user, at=now, tz=tz)
    disposition = content_disposition_header(as_attachment=True, filename=name) or ""
    return StreamingHttpResponse(
        chunks_from_copy(request, chunks),
        content_type=CONTENT_TYPES[CSV],
        headers={"Content-Disposition": disposition},
    )


def narrowed(request: HttpRequest, *, words: Collection[str] = ()) -> str:
    """The filters of the address for the log; of `words` only that somebody searched."""
    chosen = [(name, value) for name, value in request.GET.items() if name not in ("page", "seite") and value]
    return ", ".join(f"{name}=…" if name in words else f"{name}={value}" for name, value in chosen)
