import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from crm.company.guessing import account, take
from crm.company.models import EVALUATED, Role
from tests.factories.company import make_user

pytestmark = pytest.mark.django_db


def wrong_password(client: Client) -> str:
    return client.post(reverse("account_login"), {"login": "aylin", "password": "falsch"}).content.decode()


def test_login_asks_for_the_user_name_and_offers_no_reset_by_mail(client: Client) -> None:
    make_user(Role.BACKOFFICE)  # nobody at all, and it would lead to setting Anklang up
    page = client.get(reverse("account_login")).content.decode()
    assert "<h1>Wer sind Sie?</h1>" in page
    assert 'name="login"' in page
    assert 'name="password" type="password"' in page
    assert "reset" not in page


def test_login_says_plainly_what_does_not_fit_and_keeps_the_name(client: Client) -> None:
    make_user(Role.BACKOFFICE, username="aylin")
    page = wrong_password(client)
    assert "Anmeldename und Passwort passen nicht zusammen." in page
    assert 'name="login" value="aylin"' in page
    assert "leider" not in page


def test_login_after_too_many_attempts_says_when_it_goes_on(client: Client) -> None:
    user = make_user(Role.BACKOFFICE, username="aylin")
    for _ in range(EVALUATED):
        take(account(user.pk), at=timezone.now())
    assert "Zu viele Versuche." in wrong_password(client)


def test_password_change_offers_no_reset_by_mail(client: Client) -> None:
    client.force_login(make_user(Role.BACKOFFICE, password="ein langer Satz"))
    page = client.get(reverse("account_change_password")).content.decode()
    assert "<h1>Neues Passwort</h1>" in page
    assert page.count('type="password"') == 3
    assert "reset" not in page


def test_logout_asks_first(client: Client) -> None:
    client.force_login(make_user(Role.BACKOFFICE))
    page = client.get(reverse("account_logout")).content.decode()
    assert "<h1>Möchten Sie sich abmelden?</h1>" in page
