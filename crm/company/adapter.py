"""How people get in: accounts are made by the administration, never by signing up.

The administration hands out a start password. It holds for some days, and whoever signs in with it chooses their own.
"""

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from django.http import HttpRequest
from django.utils import timezone

from crm.company.models import User
from crm.lib.history import save_as


class ClosedSignup(DefaultAccountAdapter):
    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def authenticate(self, request: HttpRequest, **credentials: Any) -> User | None:
        """A start password that is too old is no password."""
        user: User | None = super().authenticate(request, **credentials)
        if user is None or user.start_password_until is None or user.start_password_until > timezone.now():
            return user
        return None

    def set_password(self, user: User, password: str) -> None:
        """Their own from now on."""
        user.set_password(password)
        user.start_password_until = None
        save_as(user, by=user, at=timezone.now(), update_fields=["password", "start_password_until"])
