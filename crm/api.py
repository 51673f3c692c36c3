"""The resources of `/api/v1/`. Each app brings its own views; this file is their list."""

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, JsonResponse
from django.urls import URLPattern
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt

urlpatterns: list[URLPattern] = []


@csrf_exempt
@login_not_required
def not_found(request: HttpRequest) -> JsonResponse:
    """Every other address below /api/, also one without its closing slash."""
    return JsonResponse(
        {"detail": _("Diese Adresse gibt es nicht. Alle Adressen enden mit einem Schrägstrich.")}, status=404
    )
