"""Who comes into the Einstellungen: management looks, the administration changes."""

from collections.abc import Callable
from functools import wraps
from typing import Any, TypeVar, cast

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse

from crm.company.models import Role, User
from crm.company.settings_pages import ADMIN, READ

__all__ = ["ADMIN", "READ", "administrator", "look", "may_change", "settings_view"]

View = TypeVar("View", bound=Callable[..., HttpResponse])


def may_change(user: User) -> bool:
    return user.role == Role.ADMIN


def settings_view(may: frozenset[str] = READ) -> Callable[[View], View]:
    """Let those of `may` look (GET, HEAD) and the administration send; everybody else is told 403."""

    def decorate(view: View) -> View:
        @wraps(view)
        def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
            user = cast(User, request.user)
            looks = request.method in ("GET", "HEAD") and user.role in may
            if not looks and not may_change(user):
                raise PermissionDenied
            return view(request, *args, **kwargs)

        return cast(View, guarded)

    return decorate


def administrator(request: HttpRequest) -> User:
    """The person who sends a form; `settings_view` lets nobody else through."""
    return cast(User, request.user)


def look(request: HttpRequest, **context: Any) -> dict[str, Any]:
    """`context` with what the pages ask: whether this person may change anything."""
    return {"may_change": may_change(cast(User, request.user)), **context}
