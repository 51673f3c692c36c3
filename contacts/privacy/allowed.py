"""Who handles personal data as such: the administration and the management."""

from collections.abc import Callable
from functools import wraps
from typing import Any, TypeVar, cast

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse

from contacts.privacy.standing import reads_all, sees_locked
from crm.company.models import User

View = TypeVar("View", bound=Callable[..., HttpResponse])


def trusted(view: View) -> View:
    """Management and administration; everybody else is told 403."""
    return _only(view, sees_locked)


def reading_all(view: View) -> View:
    """The administration alone: confidential matters stand there too, which management does not read."""
    return _only(view, reads_all)


def _only(view: View, may: Callable[[User], bool]) -> View:
    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not may(cast(User, request.user)):
            raise PermissionDenied
        return view(request, *args, **kwargs)

    return cast(View, guarded)
