"""Hilfe: one printable page for each role; everybody may read them all."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from crm.company.models import Role
from crm.desk.guides import GUIDES
from crm.desk.views.signed_in import signed_in


@require_safe
def help_mine(request: HttpRequest) -> HttpResponse:
    """/hilfe/: the page of one's own role."""
    return _page(request, Role(signed_in(request).role))


@require_safe
def help_of(request: HttpRequest, role: str) -> HttpResponse:
    """/hilfe/<role>/"""
    signed_in(request)
    if role not in Role.values:
        raise Http404
    return _page(request, Role(role))


def _page(request: HttpRequest, role: Role) -> HttpResponse:
    return render(
        request, "desk/help.html", {"guide": GUIDES[role], "guides": list(GUIDES.values()), "section": ""}
    )
