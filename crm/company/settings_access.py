"""Who comes into the Einstellungen: management looks, the administration changes."""

from collections.abc import Callable
from functools import wraps
from typing import Any, TypeVar, cast

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import HttpRequest, HttpResponse

from crm.company.models import Installation, Role, User
from crm.company.settings_pages import ADMIN, READ

__all__ = ["ADMIN", "READ", "administrator", "look", "may_change", "settings_form", "settings_view"]

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


def settings_form(may: frozenset[str] = READ) -> Callable[[View], View]:
    """`settings_view` for a page that changes a row: what is sent is judged and saved one after the other, so that
    nobody saves over what they have not seen."""

    def decorate(view: View) -> View:
        @wraps(view)
        def in_turn(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
            if request.method != "POST":
                return view(request, *args, **kwargs)
            with transaction.atomic():
                Installation.objects.select_for_update().values_list("pk").first()
                return view(request, *args, **kwargs)

        return settings_view(may)(cast(View, in_turn))

    return decorate


def administrator(request: HttpRequest) -> User:
    """The person who sends a form; `settings_view` lets nobody else through."""
    return cast(User, request.user)


def look(request: HttpRequest, **context: Any) -> dict[str, Any]:
    """`context` with what the pages ask: whether this person may change anything."""
    return {"may_change": may_change(cast(User, request.user)), **context}
