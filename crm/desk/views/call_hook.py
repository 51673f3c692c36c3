"""POST /anrufe/melden/<secret>/: a telephone system says what happens on the line. The address is the authority."""

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from contacts.calls import sipgate
from contacts.calls.events import Unreadable
from contacts.calls.lines import admitted, line_with, next_minute
from contacts.calls.noting import note_event
from contacts.calls.reading import READERS
from contacts.models import LineKind

LARGEST = 16 * 1024  # bytes
TOO_LARGE, TOO_OFTEN = 413, 429


@login_not_required
@csrf_exempt
@never_cache
@require_POST
def call_hook(request: HttpRequest, token: str) -> HttpResponse:
    """Answers at once: what a missed call becomes is the work of a sweep."""
    line, now = line_with(token), timezone.now()
    if line is None:
        raise Http404
    if not admitted(line, at=now):
        return JsonResponse(
            {"error": "too many events"}, status=TOO_OFTEN, headers={"Retry-After": str(next_minute(now))}
        )
    body = request.read(LARGEST + 1)
    if len(body) > LARGEST:
        return JsonResponse({"error": "too large"}, status=TOO_LARGE)
    try:
        events = READERS[line.kind](body)
    except Unreadable as unreadable:
        return JsonResponse({"error": str(unreadable)}, status=400)
    with transaction.atomic():
        for event in events:
            note_event(line, event, at=now)
    if line.kind == LineKind.SIPGATE:
        address = f"{settings.PUBLIC_URL}{request.path}"
        return HttpResponse(sipgate.answer(address), content_type="application/xml")
    return JsonResponse({"ok": True})
