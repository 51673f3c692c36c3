"""How people get in: accounts are made by the administration, never by signing up.

The administration hands out a start password. It holds for some days, and whoever signs in with it chooses their own.
"""

from typing import Any, ClassVar

from allauth.account.adapter import DefaultAccountAdapter
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from crm.company.guessing import account_named, give_back, take
from crm.company.models import User
from crm.company.signing_in import Way, note_beginning, note_password
from crm.lib.history import save_as


class ClosedSignup(DefaultAccountAdapter):
    error_messages: ClassVar[dict[str, Any]] = {
        **DefaultAccountAdapter.error_messages,
        "too_many_login_attempts": _("Zu viele Versuche. Spätestens in einer Stunde geht es weiter."),
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def authenticate(self, request: HttpRequest, **credentials: Any) -> User | None:
        """Ten wrong passwords an hour are looked at, then none. A start password that is too old is no password."""
        now = timezone.now()
        guess = take(account_named(str(credentials.get("username", ""))), at=now)
        if guess is None:
            raise self.validation_error("too_many_login_attempts")
        user: User | None = super().authenticate(request, **credentials)
        if user is None:
            return None
        give_back(guess)
        return user if user.start_password_until is None or user.start_password_until > now else None

    def login(self, request: HttpRequest, user: User) -> None:
        super().login(request, user)
        note_beginning(request, user, way=Way.PASSWORD, at=timezone.now())

    def reauthenticate(self, user: User, password: str) -> bool:
        right: bool = super().reauthenticate(user, password)
        if right:
            note_password(self.request, at=timezone.now())
        return right

    def set_password(self, user: User, password: str) -> None:
        """Their own from now on."""
        user.set_password(password)
        user.start_password_until = None
        save_as(user, by=user, at=timezone.now(), update_fields=["password", "start_password_until"])
