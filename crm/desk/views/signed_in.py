from django.http import HttpRequest

from crm.company.models import User


def signed_in(request: HttpRequest) -> User:
    """The person at the counter. LoginRequiredMiddleware lets nobody else through."""
    assert isinstance(request.user, User)
    return request.user
