"""Who is asking the API, as the acts and the policy want to know it."""

from typing import cast

from django.utils import timezone
from rest_framework.request import Request

from crm.company.models import User
from crm.company.permissions import Viewer, viewer_of
from crm.company.presence import company_day


def person(request: Request) -> User:
    """The user of the token or the session; the permission class lets nobody else in."""
    return cast("User", request.user)


def viewer(request: Request) -> Viewer:
    """The facts that decide what this person may see and do, read anew for each request (two statements)."""
    return viewer_of(person(request), today=company_day(timezone.now()))
