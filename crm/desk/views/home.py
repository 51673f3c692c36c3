from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_safe

from crm.company.models import Role
from crm.desk.first_run import open_step
from crm.desk.views.signed_in import signed_in

FIRST_PAGE = {Role.FRONTDESK: "capture", Role.MANAGEMENT: "goals"}


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """Everybody starts where their day starts; whoever sets Anklang up goes on where they stopped."""
    role = Role(signed_in(request).role)
    if role == Role.ADMIN and (step := open_step()):
        return redirect("first_run_step", step)
    return redirect(FIRST_PAGE.get(role, "work"))
