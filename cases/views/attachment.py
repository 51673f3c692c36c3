"""An attachment leaves the house as a download and nothing else: never shown, run or guessed at by a browser."""

from csp.decorators import csp
from django.http import FileResponse, Http404, HttpRequest
from django.utils import timezone
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from cases.asking import viewer_in
from cases.attachment_files import path_of
from cases.models import Attachment
from cases.visibility import sees_matter
from crm.lib.file_kinds import KINDS


@require_safe
@cache_control(private=True, no_store=True)
@csp({"default-src": ["'none'"], "sandbox": True})  # type: ignore[arg-type]  # it passes arguments on
def attachment(request: HttpRequest, key: str) -> FileResponse:
    """For those who may read the case it belongs to; to everybody else there is no such file."""
    row = Attachment.objects.select_related("event__case__topic").filter(key=key).first()
    if row is None or not sees_matter(viewer_in(request, now=timezone.now()), row.event.case):
        raise Http404
    try:
        content = path_of(row.key).open("rb")
    except FileNotFoundError as gone:
        raise Http404 from gone
    return FileResponse(
        content, as_attachment=True, filename=row.name, content_type=KINDS[row.kind].content_type
    )
