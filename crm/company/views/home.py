from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_safe

from crm.company.models import Role

FIRST_PAGE = {Role.FRONTDESK: "capture", Role.MANAGEMENT: "goals"}


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """Everybody starts where their day starts: the counter, the work list, the Zielbild."""
    assert request.user.is_authenticated
    return redirect(FIRST_PAGE.get(Role(request.user.role), "work"))
