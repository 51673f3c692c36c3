"""Sign-in slips: what people need for their first sign-in, shown once, to be printed or read out."""

from dataclasses import dataclass

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from crm.company.models import User
from crm.company.people import START_PASSWORD_HOLDS
from crm.company.settings_access import look


@dataclass(frozen=True)
class Slip:
    user: User
    password: str


def show_slips(request: HttpRequest, slips: list[Slip], *, back: str) -> HttpResponse:
    """The passwords stand on this page and nowhere else, so no browser keeps it."""
    until = timezone.now() + START_PASSWORD_HOLDS
    context = look(request, slips=slips, until=until, address=settings.PUBLIC_URL, back=back)
    answer = render(request, "settings/slips.html", context)
    answer.headers["Cache-Control"] = "no-store"
    return answer
