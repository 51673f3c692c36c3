from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, JsonResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from crm.outbox.health import readiness


@login_not_required
@require_safe
@never_cache
def healthz(_request: HttpRequest) -> JsonResponse:
    """The process answers; nothing else is asked."""
    return JsonResponse({"alive": True})


@login_not_required
@require_safe
@never_cache
def readyz(_request: HttpRequest) -> JsonResponse:
    """Everything this installation needs, 503 if something of it is wrong."""
    state = readiness()
    return JsonResponse(state.report, status=200 if state.ready else 503)
