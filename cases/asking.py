"""Who asks for a page: the signed-in person, and what they may see and do today."""

from datetime import datetime

from django.http import HttpRequest

from crm.company.models import User
from crm.company.permissions import Viewer, viewer_of
from crm.company.presence import company_day


def user_in(request: HttpRequest) -> User:
    """The signed-in person; the middleware lets nobody else through."""
    assert isinstance(request.user, User)
    return request.user


def viewer_in(request: HttpRequest, *, now: datetime) -> Viewer:
    return viewer_of(user_in(request), today=company_day(now))
