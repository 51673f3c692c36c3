"""Who asks for a page: the signed-in person, and what they may see and do today."""

from datetime import datetime

from django.http import Http404, HttpRequest

from cases.case_facts import CaseFacts, case_facts
from cases.models import Case
from crm.company.models import User
from crm.company.permissions import Viewer, viewer_of
from crm.company.presence import company_day


def user_in(request: HttpRequest) -> User:
    """The signed-in person; the middleware lets nobody else through."""
    assert isinstance(request.user, User)
    return request.user


def viewer_in(request: HttpRequest, *, now: datetime) -> Viewer:
    return viewer_of(user_in(request), today=company_day(now))


def facts_in(request: HttpRequest, number: int, viewer: Viewer, *, now: datetime) -> CaseFacts:
    """The case with this number as its pages know it; one that is not there is told 404."""
    try:
        return case_facts(number, viewer=viewer, user=user_in(request), now=now)
    except Case.DoesNotExist as unknown:
        raise Http404 from unknown
