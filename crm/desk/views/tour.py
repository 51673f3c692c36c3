"""The end of the first-day tour."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.http import require_POST

from crm.company.first_day import end_tour
from crm.desk.views.signed_in import signed_in

NO_CONTENT = 204


@require_POST
def capture_tour(request: HttpRequest) -> HttpResponse:
    """POST /erfassen/rundgang/: it does not come again by itself. Without scripts the counter follows."""
    end_tour(signed_in(request), at=timezone.now())
    return HttpResponse(status=NO_CONTENT) if "HX-Request" in request.headers else redirect("capture")
