"""`manage.py token`: a token that opens the API for its user until it expires."""

from datetime import timedelta
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone
from knox.auth import TokenAuthentication
from knox.models import get_token_model
from rest_framework.exceptions import AuthenticationFailed

from crm.company.models import User

pytestmark = pytest.mark.django_db


@pytest.fixture
def mailer() -> User:
    return User.objects.create(username="mailer")


def token(*arguments: str) -> str:
    out = StringIO()
    call_command("token", *arguments, stdout=out)
    return out.getvalue()


def test_it_prints_nothing_but_a_token_that_signs_the_user_in(mailer: User) -> None:
    printed = token("mailer")
    assert printed == f"{printed.strip()}\n"
    user, _row = TokenAuthentication().authenticate_credentials(printed.strip().encode())
    assert user == mailer


def test_the_database_keeps_only_a_hash(mailer: User) -> None:
    printed = token("mailer").strip()
    row = get_token_model().objects.get(user=mailer)
    assert printed not in (row.digest, row.token_key)


@pytest.mark.parametrize(("arguments", "days"), [([], 365), (["--days", "7"], 7)])
def test_it_expires(mailer: User, arguments: list[str], days: int) -> None:
    printed = token("mailer", *arguments).strip()
    row = get_token_model().objects.get(user=mailer)
    assert abs(row.expiry - timezone.now() - timedelta(days=days)) < timedelta(minutes=1)
    get_token_model().objects.update(expiry=timezone.now() - timedelta(seconds=1))
    with pytest.raises(AuthenticationFailed):
        TokenAuthentication().authenticate_credentials(printed.encode())


def test_only_active_users_get_one(mailer: User) -> None:
    mailer.is_active = False
    mailer.save()
    for name in ("mailer", "nobody"):
        with pytest.raises(CommandError, match=f"no active user {name}"):
            token(name)
    with pytest.raises(CommandError, match="at least 1"):
        token("mailer", "--days", "0")
    assert get_token_model().objects.count() == 0
