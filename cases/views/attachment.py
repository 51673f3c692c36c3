"""An attachment leaves the house as a download and nothing else: never shown, run or guessed at by a browser.

One that should not lie there is taken away.
"""

from csp.decorators import csp
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_http_methods, require_safe

from cases.act_page import ActPage, answer
from cases.asking import viewer_in
from cases.downloading import download
from cases.file_forms import RemoveFileForm
from cases.models import Attachment
from cases.removing_files import remove_file
from cases.visibility import may_remove, sees_matter


@require_safe
@cache_control(private=True, no_store=True)
@csp({"default-src": ["'none'"], "sandbox": True})  # type: ignore[arg-type]  # it passes arguments on
def attachment(request: HttpRequest, key: str) -> FileResponse:
    """For those who may read the case it belongs to; to everybody else there is no such file."""
    return download(_seen(request, key))


@require_http_methods(["GET", "HEAD", "POST"])
def remove(request: HttpRequest, key: str) -> HttpResponse:
    """Asks why; who sees the case but may not do it is told so."""
    row = _seen(request, key)
    page = ActPage(
        title=_("„%(name)s“ entfernen") % {"name": row.name},
        button=_("Datei entfernen"),
        done=_("Die Datei ist entfernt."),
        form=lambda _asked, data: RemoveFileForm(data),
        do=lambda asked, form, _version: remove_file(
            key, reason=form.cleaned_data["reason"], by=asked.user, at=asked.now
        ),
        may=lambda viewer, case: may_remove(viewer, case, row.event, now=timezone.now()),
        versioned=False,
    )
    return answer(request, row.event.case.number, page)


def _seen(request: HttpRequest, key: str) -> Attachment:
    row = Attachment.objects.select_related("event__case__topic").filter(key=key).first()
    if row is None or not sees_matter(viewer_in(request, now=timezone.now()), row.event.case):
        raise Http404
    return row
